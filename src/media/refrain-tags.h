/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RefrainTagExtra:
 * @description: what the value is, such as `REFRAIN_TASK_ID`
 * @value: the value
 *
 * A fact the tag formats have no place of their own for.
 */
typedef struct
{
  char *description; /* (owned) */
  char *value;       /* (owned) */
} RefrainTagExtra;

/**
 * RefrainTags:
 * @title: title of the song
 * @artist: who made it
 * @album: collection it belongs to
 * @genre: its style
 * @comment: the description or prompt it came from
 * @lyrics: the words, lines ended by `\n`
 * @lyrics_language: ISO 639-2 code of the words; %NULL stands for `und`
 * @date: ISO 8601 in UTC, such as `2026-09-03T18:21:07`
 * @encoder: program which wrote the file, such as `Refrain 0.1.0`
 * @source_url: where the file was downloaded from
 * @bpm: beats per minute, 0 for unknown
 * @cover: the picture
 * @cover_type: its content type; %NULL means that its bytes tell
 * @extras: (element-type RefrainTagExtra): further facts in order
 *
 * What is written into a media file. A field of %NULL (0 for @bpm) leaves what the file already
 * says; an empty string (an empty @cover) removes it. Text is UTF-8.
 */
typedef struct
{
  char *title;           /* (owned) (nullable) */
  char *artist;          /* (owned) (nullable) */
  char *album;           /* (owned) (nullable) */
  char *genre;           /* (owned) (nullable) */
  char *comment;         /* (owned) (nullable) */
  char *lyrics;          /* (owned) (nullable) */
  char *lyrics_language; /* (owned) (nullable) */
  char *date;            /* (owned) (nullable) */
  char *encoder;         /* (owned) (nullable) */
  char *source_url;      /* (owned) (nullable) */
  guint bpm;
  GBytes *cover;     /* (owned) (nullable) */
  char *cover_type;  /* (owned) (nullable) */
  GPtrArray *extras; /* (owned) */
} RefrainTags;

RefrainTags *refrain_tags_new (void);
void refrain_tags_free (RefrainTags *tags);
void refrain_tags_add_extra (RefrainTags *tags, const char *description, const char *value);
const char *refrain_tags_get_extra (const RefrainTags *tags, const char *description);
const char *refrain_tags_get_cover_type (const RefrainTags *tags);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RefrainTags, refrain_tags_free)

G_END_DECLS
