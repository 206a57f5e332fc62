/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-advanced-row.h"

#include "refrain-choice-button.h"
#include "refrain-entry-row.h"
#include "refrain-text-area.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>
#include <string.h>

/**
 * RefrainAdvancedRow:
 *
 * What only some gateways know: it is sent as it is typed, and nothing is promised of it.
 */
struct _RefrainAdvancedRow
{
  AdwExpanderRow parent_instance;

  GtkEditable *negative_style;
  GtkEditable *operation;
  RefrainTextArea *extra;
  GtkLabel *extra_error;
};

G_DEFINE_FINAL_TYPE (RefrainAdvancedRow, refrain_advanced_row, ADW_TYPE_EXPANDER_ROW)

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* What resellers are known to take. */
static const char *const operations[] = { "extend", "upload_extend",      "cover",
                                          "infill", "artist_consistency", "gen_stem",
                                          NULL };

static gboolean
is_blank (const char *text)
{
  while (g_ascii_isspace (*text))
    text++;

  return *text == '\0';
}

/* What the parser says, without the name that it has for a text of no file. */
static const char *
get_words (const GError *error)
{
  static const char *const mark = "error: ";
  const char *found = strstr (error->message, mark);

  return found != NULL ? found + strlen (mark) : error->message;
}

static char *
dup_json_flaw (const char *text)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) error = NULL;
  JsonNode *root;

  if (is_blank (text))
    return NULL;
  if (!json_parser_load_from_data (parser, text, -1, &error))
    /* Translators: where a text is no JSON any more, and what the parser says of it */
    return g_strdup_printf (_ ("This is not JSON: look at line %u, character %u (%s)"),
                            MAX (json_parser_get_current_line (parser), 1),
                            MAX (json_parser_get_current_pos (parser), 1), get_words (error));

  root = json_parser_get_root (parser);
  return root != NULL && JSON_NODE_HOLDS_OBJECT (root)
             ? NULL
             : g_strdup (_ ("This has to be an object: {\"name\": value}."));
}

static void
set_extra_flaw (RefrainAdvancedRow *self, const char *flaw)
{
  refrain_text_area_set_error (self->extra, flaw);
  gtk_label_set_text (self->extra_error, flaw);
  gtk_widget_set_visible (GTK_WIDGET (self->extra_error), flaw != NULL);
}

static void
changed_cb (RefrainAdvancedRow *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/* Half an object is no mistake yet: only what was one is looked at again. */
static void
extra_changed_cb (RefrainAdvancedRow *self)
{
  g_autofree char *flaw = NULL;

  if (gtk_widget_get_visible (GTK_WIDGET (self->extra_error)))
    {
      flaw = refrain_advanced_row_dup_flaw (self);
      set_extra_flaw (self, flaw);
    }
  changed_cb (self);
}

static void
extra_left_cb (RefrainAdvancedRow *self)
{
  g_autofree char *flaw = refrain_advanced_row_dup_flaw (self);

  set_extra_flaw (self, flaw);
}

static void
operation_chosen_cb (RefrainAdvancedRow *self, const char *operation)
{
  gtk_editable_set_text (self->operation, operation);
}

static void
refrain_advanced_row_class_init (RefrainAdvancedRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  /**
   * RefrainAdvancedRow::changed:
   * @self: a row
   *
   * Something else stands in it.
   */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", REFRAIN_TYPE_ADVANCED_ROW, G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  g_type_ensure (REFRAIN_TYPE_TEXT_AREA);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/refrain_music/Refrain/ui/pages/create/refrain-advanced-row.ui");
  gtk_widget_class_bind_template_child (widget_class, RefrainAdvancedRow, negative_style);
  gtk_widget_class_bind_template_child (widget_class, RefrainAdvancedRow, operation);
  gtk_widget_class_bind_template_child (widget_class, RefrainAdvancedRow, extra);
  gtk_widget_class_bind_template_child (widget_class, RefrainAdvancedRow, extra_error);
}

static void
refrain_advanced_row_init (RefrainAdvancedRow *self)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();
  GtkWidget *choices;

  gtk_widget_init_template (GTK_WIDGET (self));
  refrain_entry_row_name (ADW_ENTRY_ROW (self->negative_style));
  refrain_entry_row_name (ADW_ENTRY_ROW (self->operation));
  choices = refrain_choice_button_new ("pan-down-symbolic", _ ("Known Operations"), "");
  refrain_choice_button_set_choices (REFRAIN_CHOICE_BUTTON (choices), operations, NULL);
  adw_entry_row_add_suffix (ADW_ENTRY_ROW (self->operation), choices);
  g_signal_connect_object (choices, "chosen", G_CALLBACK (operation_chosen_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->negative_style, "changed", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->operation, "changed", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->extra, "changed", G_CALLBACK (extra_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (focus, "leave", G_CALLBACK (extra_left_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->extra), focus);
}

/**
 * refrain_advanced_row_fill:
 * @self: a row
 * @request: what to show; opens the row when it has any of it
 */
void
refrain_advanced_row_fill (RefrainAdvancedRow *self, const RefrainRequest *request)
{
  g_return_if_fail (REFRAIN_IS_ADVANCED_ROW (self));

  gtk_editable_set_text (self->negative_style,
                         request->negative_style != NULL ? request->negative_style : "");
  gtk_editable_set_text (self->operation, request->operation != NULL ? request->operation : "");
  refrain_text_area_set_text (self->extra, request->extra);
  set_extra_flaw (self, NULL);
  if (request->negative_style != NULL || request->operation != NULL || request->extra != NULL)
    adw_expander_row_set_expanded (ADW_EXPANDER_ROW (self), TRUE);
}

/**
 * refrain_advanced_row_read:
 * @self: a row
 * @request: the request to tell
 */
void
refrain_advanced_row_read (RefrainAdvancedRow *self, RefrainRequest *request)
{
  g_autofree char *extra = NULL;

  g_return_if_fail (REFRAIN_IS_ADVANCED_ROW (self));

  extra = refrain_text_area_dup_text (self->extra);
  refrain_request_set (&request->negative_style, gtk_editable_get_text (self->negative_style));
  refrain_request_set (&request->operation, gtk_editable_get_text (self->operation));
  refrain_request_set (&request->extra, extra);
}

/**
 * refrain_advanced_row_dup_flaw:
 * @self: a row
 *
 * Returns: (transfer full) (nullable): what is wrong with the other members; such a request cannot
 *   be sent
 */
char *
refrain_advanced_row_dup_flaw (RefrainAdvancedRow *self)
{
  g_autofree char *extra = NULL;

  g_return_val_if_fail (REFRAIN_IS_ADVANCED_ROW (self), NULL);

  extra = refrain_text_area_dup_text (self->extra);
  return dup_json_flaw (extra);
}

/**
 * refrain_advanced_row_show_flaw:
 * @self: a row
 *
 * Leads to what is wrong.
 */
void
refrain_advanced_row_show_flaw (RefrainAdvancedRow *self)
{
  g_autofree char *flaw = NULL;

  g_return_if_fail (REFRAIN_IS_ADVANCED_ROW (self));

  flaw = refrain_advanced_row_dup_flaw (self);
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (self), TRUE);
  set_extra_flaw (self, flaw);
  gtk_widget_grab_focus (GTK_WIDGET (self->extra));
}
