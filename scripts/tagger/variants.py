#!/usr/bin/env python3
"""Writes the traditional characters and their simplified forms of OpenCC (Apache-2.0) that lie in the basic plane.

  pip install opencc-python-reimplemented
  python variants.py OUT.generated.ts
"""
import os
import sys

import opencc

pairs = []
with open(os.path.join(os.path.dirname(opencc.__file__), "dictionary", "TSCharacters.txt"), encoding="utf-8") as file:
    for line in file:
        traditional, simplified = line.rstrip("\n").split("\t")[:2]
        simplified = simplified.split(" ")[0]
        if len(traditional) == len(simplified) == 1 and traditional != simplified and max(traditional, simplified) < "\uffff":
            pairs.append(traditional + simplified)
with open(sys.argv[1], "w", encoding="utf-8") as file:
    file.write("// Written by scripts/tagger/variants.py; do not edit. Origin and license: README.md beside this file.\n")
    file.write("/** Traditional characters, each followed by its simplified form. */\n")
    file.write(f"export const hanVariants =\n  '{''.join(pairs)}'\n")
print(len(pairs))
