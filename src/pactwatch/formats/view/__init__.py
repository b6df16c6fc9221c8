"""What every format shows alike: names, dates, states, evidence. Plain values, no markup."""
