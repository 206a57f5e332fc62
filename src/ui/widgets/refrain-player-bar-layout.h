/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * RefrainPlayerBarPart: what a player bar is made of
 * @REFRAIN_PLAYER_BAR_SONG: what plays
 * @REFRAIN_PLAYER_BAR_PREVIOUS: the button for it; not in a narrow bar
 * @REFRAIN_PLAYER_BAR_PLAY: the button for it
 * @REFRAIN_PLAYER_BAR_NEXT: the button for it
 * @REFRAIN_PLAYER_BAR_REST: everything else; not in a narrow bar
 * @REFRAIN_PLAYER_BAR_LINE: the progress along the top; only in a narrow bar
 */
typedef enum
{
  REFRAIN_PLAYER_BAR_SONG,
  REFRAIN_PLAYER_BAR_PREVIOUS,
  REFRAIN_PLAYER_BAR_PLAY,
  REFRAIN_PLAYER_BAR_NEXT,
  REFRAIN_PLAYER_BAR_REST,
  REFRAIN_PLAYER_BAR_LINE,
} RefrainPlayerBarPart;

#define REFRAIN_N_PLAYER_BAR_PARTS (REFRAIN_PLAYER_BAR_LINE + 1)

#define REFRAIN_TYPE_PLAYER_BAR_LAYOUT (refrain_player_bar_layout_get_type ())
G_DECLARE_FINAL_TYPE (
    RefrainPlayerBarLayout, refrain_player_bar_layout, REFRAIN, PLAYER_BAR_LAYOUT, GtkLayoutManager)

void refrain_player_bar_layout_set_part (RefrainPlayerBarLayout *self,
                                         RefrainPlayerBarPart part,
                                         GtkWidget *widget);

G_END_DECLS
