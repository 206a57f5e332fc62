/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "refrain-clip-list.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef struct _RefrainSongsState RefrainSongsState;

/** RefrainSongsState: what a page of songs shows instead of songs, as a plain value. */
struct _RefrainSongsState
{
  const char *page; /* the stack's page */
  const char *icon_name;
  const char *title;
  char *description;        /* (owned) (nullable) */
  const char *button_label; /* (nullable): no button */
  const char *action_name;
};

void refrain_songs_state_compute (RefrainSongsState *state,
                                  RefrainClipList *list,
                                  gboolean grid,
                                  gboolean slow);
void refrain_songs_state_clear (RefrainSongsState *state);
const char *refrain_songs_view_title (RefrainView view);
guint refrain_songs_columns_for_width (int width);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RefrainSongsState, refrain_songs_state_clear)

G_END_DECLS
