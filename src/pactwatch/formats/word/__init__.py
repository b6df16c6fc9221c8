"""The parts of a Word document that its library leaves to be made by hand."""
