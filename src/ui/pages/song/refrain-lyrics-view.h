/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define REFRAIN_TYPE_LYRICS_VIEW (refrain_lyrics_view_get_type ())
G_DECLARE_FINAL_TYPE (RefrainLyricsView, refrain_lyrics_view, REFRAIN, LYRICS_VIEW, GtkBox)

void refrain_lyrics_view_set_lyrics (RefrainLyricsView *self, const char *lyrics);

G_END_DECLS
