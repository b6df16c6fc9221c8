"""How the coder learns: coded texts → samples → scorers, with a judge trained on what the others had not seen."""
