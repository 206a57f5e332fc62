/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-songs-state.h"

#include "refrain-error-presenter.h"

#include <glib/gi18n-lib.h>

/* A card is at least this wide, its margins included; two of them fit into the narrowest window. */
#define CARD_WIDTH 196
#define MIN_COLUMNS 2

/**
 * refrain_songs_view_title:
 * @view: a view
 *
 * Returns: (transfer none): its name in the window
 */
const char *
refrain_songs_view_title (RefrainView view)
{
  switch (view)
    {
    case REFRAIN_VIEW_UNHEARD:
      return _ ("Unheard");
    case REFRAIN_VIEW_KEEPERS:
      return _ ("Keepers");
    case REFRAIN_VIEW_LATER:
      return _ ("Later");
    case REFRAIN_VIEW_REJECTED:
      return _ ("Rejected");
    case REFRAIN_VIEW_UNSAVED:
      return _ ("Not Saved");
    case REFRAIN_VIEW_AT_RISK:
      return _ ("At Risk");
    case REFRAIN_VIEW_SAVED:
      return _ ("Saved");
    case REFRAIN_VIEW_ALL:
    default:
      return _ ("All Songs");
    }
}

/**
 * refrain_songs_columns_for_width:
 * @width: the grid's width in logical pixels
 *
 * Returns: how many cards stand side by side: two in the narrowest window, never one huge one
 */
guint
refrain_songs_columns_for_width (int width)
{
  return MAX (MIN_COLUMNS, (guint) (width / CARD_WIDTH));
}

static void
describe_empty_view (RefrainSongsState *state, RefrainView view)
{
  state->icon_name = "refrain-songs-symbolic";
  switch (view)
    {
    case REFRAIN_VIEW_UNHEARD:
      state->icon_name = "refrain-unheard-symbolic";
      state->title = _ ("Nothing Unheard");
      state->description = g_strdup (_ ("Songs without a verdict wait here."));
      break;
    case REFRAIN_VIEW_KEEPERS:
      state->icon_name = "refrain-heart-symbolic";
      state->title = _ ("No Keepers Yet");
      state->description = g_strdup (_ ("Press 1 on a song to keep it."));
      break;
    case REFRAIN_VIEW_AT_RISK:
      state->icon_name = "refrain-saved-symbolic";
      state->title = _ ("Nothing at Risk");
      state->description = g_strdup (
          _ ("Songs whose only copy is at a gateway are listed here until they are saved."));
      break;
    case REFRAIN_VIEW_ALL:
    case REFRAIN_VIEW_LATER:
    case REFRAIN_VIEW_REJECTED:
    case REFRAIN_VIEW_UNSAVED:
    case REFRAIN_VIEW_SAVED:
    default:
      state->title = _ ("No Songs Yet");
      state->description = g_strdup (_ ("Open a task by its id to fetch its songs."));
      state->button_label = _ ("_Open by Id…");
      state->action_name = "win.open-by-id";
      break;
    }
}

/**
 * refrain_songs_state_compute:
 * @state: (out caller-allocates): what to show
 * @list: the songs
 * @grid: whether songs are shown as a grid
 * @slow: whether the first answer has been awaited for long enough to show that
 *
 * Decides between songs, an empty view, no results, waiting, and an error.
 */
void
refrain_songs_state_compute (RefrainSongsState *state,
                             RefrainClipList *list,
                             gboolean grid,
                             gboolean slow)
{
  const RefrainQuery *query = refrain_clip_list_get_query (list);
  const GError *error = refrain_clip_list_get_error (list);

  *state = (RefrainSongsState){ .page = "status" };
  if (!refrain_clip_list_is_ready (list))
    state->page = slow ? "loading" : "blank";
  else if (g_list_model_get_n_items (G_LIST_MODEL (list)) > 0)
    state->page = grid ? "grid" : "list";
  else if (error != NULL)
    {
      state->icon_name = "dialog-error-symbolic";
      state->title = _ ("The Songs Cannot Be Read");
      state->description = refrain_error_presenter_describe (error);
      state->button_label = _ ("_Try Again");
      state->action_name = "songs.refresh";
    }
  else if (query->text != NULL && *query->text != '\0')
    {
      state->icon_name = "edit-find-symbolic";
      state->title = _ ("No Results");
      state->description = g_strdup_printf (_ ("No song has “%s” in its title, lyrics, style, "
                                               "description or model."),
                                            query->text);
      state->button_label = _ ("_Clear Search");
      state->action_name = "songs.clear-search";
    }
  else
    describe_empty_view (state, query->view);
}

/**
 * refrain_songs_state_clear:
 * @state: a state
 */
void
refrain_songs_state_clear (RefrainSongsState *state)
{
  g_clear_pointer (&state->description, g_free);
}
