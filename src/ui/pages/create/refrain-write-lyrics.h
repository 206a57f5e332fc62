/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "refrain-context.h"
#include "refrain-request.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define REFRAIN_TYPE_WRITE_LYRICS (refrain_write_lyrics_get_type ())
G_DECLARE_FINAL_TYPE (RefrainWriteLyrics, refrain_write_lyrics, REFRAIN, WRITE_LYRICS, AdwWindow)

GtkWidget *refrain_write_lyrics_new (RefrainContext *context,
                                     RefrainSource *source,
                                     const RefrainRequest *request,
                                     const char *lyrics);
RefrainTask *refrain_write_lyrics_get_task (RefrainWriteLyrics *self);

G_END_DECLS
