/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-create-form-private.h"

#include "refrain-entry-row.h"

#include <glib/gi18n-lib.h>

/* What keeps a form from being sent: in words, and where. */

/* Private to the form: why the chosen tab is of no use with the chosen gateway; NULL when it is. */
char *
refrain_create_form_dup_mode_flaw (RefrainCreateForm *self)
{
  RefrainSource *source = refrain_create_form_get_source (self);
  g_autoptr (RefrainRequest) request = refrain_create_form_dup_request (self);
  RefrainRequestMode mode = request->mode;

  if (source == NULL || refrain_gateway_can_submit (refrain_source_get_gateway (source), mode))
    return NULL;

  return g_strdup_printf (
      mode == REFRAIN_REQUEST_CUSTOM
          ? _ ("“%s” does not take your own lyrics and styles. Describe the song "
               "instead, or choose another gateway.")
          : _ ("“%s” does not take descriptions. Use Custom instead, or choose "
               "another gateway."),
      refrain_source_get_name (source));
}

/* Private to the form: what was marked is being changed. */
void
refrain_create_form_clear_errors (RefrainCreateForm *self)
{
  refrain_text_area_set_error (self->description, NULL);
  refrain_text_area_set_error (refrain_lyrics_editor_get_area (self->lyrics), NULL);
  refrain_entry_row_set_error (ADW_ENTRY_ROW (self->style), NULL);
}

static GtkWidget *
find_place (RefrainCreateForm *self, RefrainRequestFlaw flaw)
{
  switch (flaw)
    {
    case REFRAIN_REQUEST_NO_DESCRIPTION:
      return GTK_WIDGET (self->description);
    case REFRAIN_REQUEST_NO_LYRICS:
      return GTK_WIDGET (self->lyrics);
    case REFRAIN_REQUEST_NO_STYLE:
      return GTK_WIDGET (self->style);
    case REFRAIN_REQUEST_NO_PARENT:
      return GTK_WIDGET (self->extend);
    case REFRAIN_REQUEST_FINE:
    default:
      return NULL;
    }
}

static char *
dup_words (RefrainRequestFlaw flaw)
{
  switch (flaw)
    {
    case REFRAIN_REQUEST_NO_DESCRIPTION:
      return g_strdup (_ ("Write what the song is about"));
    case REFRAIN_REQUEST_NO_LYRICS:
      return g_strdup (_ ("Write lyrics, or make it instrumental"));
    case REFRAIN_REQUEST_NO_STYLE:
      return g_strdup (_ ("An instrumental needs a style"));
    case REFRAIN_REQUEST_NO_PARENT:
      return g_strdup (_ ("There is a time to go on from, but no song"));
    case REFRAIN_REQUEST_FINE:
    default:
      return NULL;
    }
}

/**
 * refrain_create_form_find_flaw:
 * @self: a form
 * @place: (out) (optional) (transfer none): where that is
 *
 * Returns: (transfer full) (nullable): what keeps it from being sent, in words; %NULL when nothing
 */
char *
refrain_create_form_find_flaw (RefrainCreateForm *self, GtkWidget **place)
{
  g_autoptr (RefrainRequest) request = NULL;
  RefrainRequestFlaw flaw;
  GtkWidget *found = NULL;
  char *words;

  g_return_val_if_fail (REFRAIN_IS_CREATE_FORM (self), NULL);

  request = refrain_create_form_dup_outgoing (self);
  flaw = refrain_request_find_flaw (request);
  if ((words = refrain_create_form_dup_mode_flaw (self)) != NULL)
    found = self->switcher;
  else if ((words = dup_words (flaw)) != NULL)
    found = find_place (self, flaw);
  else if (!refrain_extend_row_is_valid (self->extend))
    {
      words = g_strdup (_ ("This is not a time. Write it as 1:23"));
      found = GTK_WIDGET (self->extend);
    }
  else if ((words = refrain_advanced_row_dup_flaw (self->advanced)) != NULL)
    found = GTK_WIDGET (self->advanced);
  if (place != NULL)
    *place = found;
  return words;
}

/**
 * refrain_create_form_show_flaw:
 * @self: a form
 *
 * Leads to what keeps it from being sent, and marks it.
 */
void
refrain_create_form_show_flaw (RefrainCreateForm *self)
{
  GtkWidget *place = NULL;
  g_autofree char *words = refrain_create_form_find_flaw (self, &place);

  if (place == NULL)
    return;

  if (place == GTK_WIDGET (self->description))
    refrain_text_area_set_error (self->description, words);
  else if (place == GTK_WIDGET (self->lyrics))
    refrain_text_area_set_error (refrain_lyrics_editor_get_area (self->lyrics), words);
  else if (place == GTK_WIDGET (self->style))
    refrain_entry_row_set_error (ADW_ENTRY_ROW (self->style), words);

  if (place == GTK_WIDGET (self->advanced))
    refrain_advanced_row_show_flaw (self->advanced);
  else if (place == self->switcher)
    gtk_widget_child_focus (place, GTK_DIR_TAB_FORWARD);
  else
    gtk_widget_grab_focus (place);
}
