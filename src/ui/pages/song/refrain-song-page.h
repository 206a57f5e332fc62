/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "refrain-context.h"
#include "refrain-error-presenter.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define REFRAIN_TYPE_SONG_PAGE (refrain_song_page_get_type ())
G_DECLARE_FINAL_TYPE (RefrainSongPage, refrain_song_page, REFRAIN, SONG_PAGE, AdwBin)

GtkWidget *refrain_song_page_new (RefrainContext *context,
                                  RefrainErrorPresenter *presenter,
                                  RefrainClip *clip);
RefrainClip *refrain_song_page_get_clip (RefrainSongPage *self);

G_END_DECLS
