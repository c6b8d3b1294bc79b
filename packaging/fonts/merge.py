#!/usr/bin/python3
"""Merge Noto Sans with its Arabic, Ethiopic and Tifinagh faces into one face per weight.

Fyne draws a line wrong as soon as it has to change face inside it, so every script has to live in one file.
Usage: merge.py NOTO_DIR OUT_DIR   (Debian: fonttools, fonts-noto-core)
"""
import os
import sys

from fontTools import merge
from fontTools.ttLib import TTFont

FAMILY = "Schakel Sans"

# Tifinagh has no bold face; its regular letters serve in both.
WEIGHTS = {
    "Regular": ["NotoSans-Regular", "NotoSansArabic-Regular", "NotoSansEthiopic-Regular", "NotoSansTifinagh-Regular"],
    "Bold": ["NotoSans-Bold", "NotoSansArabic-Bold", "NotoSansEthiopic-Bold", "NotoSansTifinagh-Regular"],
}


# How far below the baseline a row reaches, in units of 1000. Noto Sans says 293, but Fyne cuts a
# line of text off there, and the dots of a final yeh reach 421: without them it is another letter.
# 1069 + 431 makes a row of one and a half times the size of the type.
DESCENT = 431


def take_vertical_metrics(font, source):
    """Rows begin as high as those of Noto Sans alone and end where Arabic letters end; the merge
    would take the tallest of the four, which is made for vowel signs of the Quran."""
    font["hhea"].ascent = source["hhea"].ascent
    font["hhea"].descent = -DESCENT
    font["hhea"].lineGap = source["hhea"].lineGap
    font["OS/2"].sTypoAscender = source["OS/2"].sTypoAscender
    font["OS/2"].sTypoDescender = -DESCENT
    font["OS/2"].sTypoLineGap = source["OS/2"].sTypoLineGap
    font["OS/2"].usWinAscent = source["OS/2"].usWinAscent
    font["OS/2"].usWinDescent = DESCENT


def rename(font, weight):
    """OFL asks for a name of its own for a changed version; the copyright and licence records stay."""
    names = {
        1: FAMILY,
        2: weight,
        3: FAMILY + " " + weight,
        4: FAMILY if weight == "Regular" else FAMILY + " " + weight,
        6: FAMILY.replace(" ", "") + "-" + weight,
    }
    table = font["name"]
    table.names = [n for n in table.names if n.nameID in names or n.nameID in (0, 5, 13, 14)]
    for record in table.names:
        if record.nameID in names:
            record.string = names[record.nameID]


def build(source_dir, out_dir, weight, faces):
    paths = [os.path.join(source_dir, face + ".ttf") for face in faces]
    font = merge.Merger().merge(paths)
    base = TTFont(paths[0])
    take_vertical_metrics(font, base)
    rename(font, weight)
    # The dates come from the source, so that the same sources give the same bytes.
    font.recalcTimestamp = False
    font["head"].created = base["head"].created
    font["head"].modified = base["head"].modified
    out = os.path.join(out_dir, FAMILY.replace(" ", "") + "-" + weight + ".ttf")
    font.save(out)
    print(out, os.path.getsize(out), "bytes,", len(font.getGlyphOrder()), "glyphs")


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    for weight, faces in WEIGHTS.items():
        build(sys.argv[1], sys.argv[2], weight, faces)


if __name__ == "__main__":
    main()
