#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Refrain contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads the tags of a file with somebody else's reader and compares them.

usage: read-back.py mutagen|ffprobe|exiftool FILE FOLDER

FOLDER holds one file per expected tag, named after it. Exits with 77 when the reader is missing.
"""

import json
import os
import shutil
import subprocess
import sys

MEAN = "----:io.github.refrain_music:"


def with_mutagen(path):
    try:
        from mutagen.id3 import ID3
        from mutagen.mp4 import MP4
    except ImportError:
        sys.exit(77)
    found = {}
    if path.endswith(".mp3"):
        tags = ID3(path)
        assert tags.version == (2, 4, 0), tags.version
        names = {"TIT2": "title", "TPE1": "artist", "TALB": "album", "TCON": "genre",
                 "TDRC": "date", "TSSE": "encoder", "TBPM": "bpm"}
        for frame in tags.values():
            if frame.FrameID in names:
                found[names[frame.FrameID]] = str(frame.text[0]).replace(" ", "T") \
                    if frame.FrameID == "TDRC" else str(frame.text[0])
            elif frame.FrameID == "TXXX":
                found[frame.desc] = frame.text[0]
            elif frame.FrameID == "COMM":
                found["comment"] = frame.text[0]
            elif frame.FrameID == "USLT":
                found["lyrics"] = frame.text
                found["lyrics_language"] = frame.lang
            elif frame.FrameID == "WOAS":
                found["source_url"] = frame.url
            elif frame.FrameID == "APIC":
                assert frame.type == 3, frame.type
                found["cover"] = frame.data
                found["cover_type"] = frame.mime
        return found
    tags = MP4(path).tags
    names = {"\xa9nam": "title", "\xa9ART": "artist", "\xa9alb": "album", "\xa9gen": "genre",
             "\xa9day": "date", "\xa9too": "encoder", "\xa9cmt": "comment", "\xa9lyr": "lyrics"}
    for key, value in tags.items():
        if key in names:
            found[names[key]] = value[0]
        elif key == "tmpo":
            found["bpm"] = str(value[0])
        elif key == "covr":
            found["cover"] = bytes(value[0])
            found["cover_type"] = {13: "image/jpeg", 14: "image/png"}[value[0].imageformat]
        elif key.startswith(MEAN):
            name = key[len(MEAN):]
            name = {"SOURCE_URL": "source_url", "LYRICS_LANGUAGE": "lyrics_language"}.get(name, name)
            found[name] = bytes(value[0]).decode()
    return found


def with_ffprobe(path):
    if not shutil.which("ffprobe"):
        sys.exit(77)
    out = subprocess.run(["ffprobe", "-v", "error", "-of", "json", "-show_format", path],
                         check=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE).stdout
    names = {"TBPM": "bpm"}
    found = {}
    for key, value in json.loads(out)["format"].get("tags", {}).items():
        if key.startswith("lyrics"):
            key = "lyrics"
        found[names.get(key, key)] = value
    if "description" in found and "comment" not in found:
        found["comment"] = found.pop("description")
    # What it leaves out or names by its own lights.
    for key in ("cover", "cover_type", "source_url", "lyrics_language", "encoder", "bpm"):
        found[key] = None
    return found


def with_exiftool(path):
    if not shutil.which("exiftool"):
        sys.exit(77)
    # Its limit for one value would cut long lyrics off.
    out = subprocess.run(["exiftool", "-j", "-api", "LimitLongValues=0", path], check=True,
                         stdout=subprocess.PIPE, stderr=subprocess.PIPE).stdout
    tags = json.loads(out)[0]
    assert "Warning" not in tags, tags["Warning"]
    found = dict.fromkeys(("date", "cover", "cover_type", "encoder", "bpm", "source_url",
                           "lyrics_language", "REFRAIN_TASK_ID", "REFRAIN_PROMPT"))
    for key, name in (("Title", "title"), ("Artist", "artist"), ("Album", "album"),
                      ("Genre", "genre"), ("Comment", "comment"), ("Lyrics", "lyrics")):
        if key in tags:
            found[name] = str(tags[key])
    # It writes the language into the name of a tag that has one.
    for key, value in tags.items():
        if key.startswith("Lyrics"):
            found.setdefault("lyrics", value)
        if key.startswith("Comment"):
            found.setdefault("comment", value)
    return found


def main():
    reader, path, folder = sys.argv[1:]
    found = {"mutagen": with_mutagen, "ffprobe": with_ffprobe, "exiftool": with_exiftool}[reader](path)
    wrong = False
    for name in sorted(os.listdir(folder)):
        with open(os.path.join(folder, name), "rb") as file:
            wanted = file.read()
        value = found.get(name, "(nothing)")
        if value is None:
            continue
        if isinstance(value, str):
            value = value.encode()
        if value != wanted:
            print(f"{reader}: {name} is {value[:80]!r}, not {wanted[:80]!r}", file=sys.stderr)
            wrong = True
    if reader == "mutagen" and set(found) - set(os.listdir(folder)):
        print("unexpected:", set(found) - set(os.listdir(folder)), file=sys.stderr)
        wrong = True
    sys.exit(1 if wrong else 0)


main()
