/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "refrain-text-area.h"

G_BEGIN_DECLS

#define REFRAIN_TYPE_LYRICS_EDITOR (refrain_lyrics_editor_get_type ())
G_DECLARE_FINAL_TYPE (RefrainLyricsEditor, refrain_lyrics_editor, REFRAIN, LYRICS_EDITOR, GtkWidget)

RefrainTextArea *refrain_lyrics_editor_get_area (RefrainLyricsEditor *self);
void refrain_lyrics_editor_set_limit (RefrainLyricsEditor *self, guint limit);
void refrain_lyrics_editor_replace (RefrainLyricsEditor *self, const char *lyrics);
void refrain_lyrics_editor_undo (RefrainLyricsEditor *self);

G_END_DECLS
