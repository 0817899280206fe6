"""Arabic: normalisation for matching, clitics, affixes, morphology. This package alone imports CAMeL."""
