/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "refrain-context.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define REFRAIN_TYPE_SONGS_PAGE (refrain_songs_page_get_type ())
G_DECLARE_FINAL_TYPE (RefrainSongsPage, refrain_songs_page, REFRAIN, SONGS_PAGE, GtkWidget)

RefrainSongsPage *refrain_songs_page_new (RefrainContext *context, GSettings *settings);
AdwHeaderBar *refrain_songs_page_get_header (RefrainSongsPage *self);
RefrainClipList *refrain_songs_page_get_list (RefrainSongsPage *self);
void refrain_songs_page_set_view (RefrainSongsPage *self, RefrainView view);
void refrain_songs_page_start_search (RefrainSongsPage *self);
gboolean refrain_songs_page_stop_search (RefrainSongsPage *self);
void refrain_songs_page_set_key_capture (RefrainSongsPage *self, GtkWidget *widget);
GPtrArray *refrain_songs_page_get_selected (RefrainSongsPage *self);
void refrain_songs_page_focus (RefrainSongsPage *self);

G_END_DECLS
