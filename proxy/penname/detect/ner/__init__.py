"""penname's own name model, at run time: text to labelled words, without PyTorch or spaCy."""
