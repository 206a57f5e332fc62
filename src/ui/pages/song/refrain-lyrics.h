/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _RefrainLyricsSection RefrainLyricsSection;

/** RefrainLyricsSection: a labelled part of a song's words. At least one of the two is there. */
struct _RefrainLyricsSection
{
  char *label; /* (owned) (nullable): "Verse 1", without its brackets */
  char *text;  /* (owned) (nullable): lines, without empty ones at either end */
};

GPtrArray *refrain_lyrics_split (const char *lyrics);

G_END_DECLS
