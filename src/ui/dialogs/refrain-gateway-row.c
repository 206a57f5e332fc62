/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-gateway-row.h"

#include "refrain-gateway-check.h"

#include <glib/gi18n-lib.h>

/**
 * RefrainGatewayRow:
 *
 * A gateway in Preferences: its kind and address, whether it makes new songs, and whether it
 * answers, when somebody asks. Its key is never shown.
 */
struct _RefrainGatewayRow
{
  AdwActionRow parent_instance;

  RefrainContext *context;    /* (owned) (nullable) */
  RefrainSource *source;      /* (owned) (nullable) */
  RefrainGatewayCheck *check; /* (owned) (nullable): once it was asked for */
  GCancellable *cancellable;  /* (owned) */
  GtkWidget *choice;          /* (unowned): a child */
  GtkWidget *icon;            /* (unowned): a child */
};

G_DEFINE_FINAL_TYPE (RefrainGatewayRow, refrain_gateway_row, ADW_TYPE_ACTION_ROW)

enum
{
  SIGNAL_CHOSEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
show_facts (RefrainGatewayRow *self)
{
  const RefrainFamily *family = refrain_gateway_get_family (
      refrain_source_get_gateway (self->source));
  g_autofree char *text = g_strdup_printf ("%s · %s", family->title,
                                           refrain_source_get_address (self->source));

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self),
                                 refrain_source_get_name (self->source));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self),
                               refrain_source_is_demo (self->source)
                                   ? _ ("Runs inside Refrain, and needs no network")
                                   : text);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), refrain_source_get_address (self->source));
}

/* What was found out takes the place of the address: that one is in the tooltip and the form. */
static void
check_changed_cb (RefrainGatewayRow *self)
{
  RefrainGatewayVerdict verdict = refrain_gateway_check_get_verdict (self->check);
  const char *const classes[] = { verdict == REFRAIN_GATEWAY_GOOD  ? "success"
                                  : verdict == REFRAIN_GATEWAY_BAD ? "warning"
                                                                   : "dim-label",
                                  NULL };

  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), refrain_gateway_check_get_text (self->check));
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (self), 0);
  gtk_widget_set_css_classes (self->icon, (const char **) classes);
}

static void
key_known_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *key = refrain_secrets_lookup_finish (REFRAIN_SECRETS (object), result, &error);
  RefrainGatewayRow *self;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  self = user_data; /* gone when the lookup was cancelled */
  if (self->check != NULL)
    refrain_gateway_check_run (self->check, refrain_source_get_address (self->source),
                               key != NULL ? key : "");
}

static void
test_clicked_cb (RefrainGatewayRow *self)
{
  RefrainLibrary *library;

  if (self->context == NULL)
    return;

  library = refrain_context_get_library (self->context);
  if (self->check == NULL)
    {
      self->check = refrain_gateway_check_new (refrain_library_get_http (library),
                                               refrain_source_get_record (self->source)->family);
      refrain_gateway_check_mean_key (self->check, refrain_source_get_address (self->source));
      g_signal_connect_object (self->check, "changed", G_CALLBACK (check_changed_cb), self,
                               G_CONNECT_SWAPPED);
    }
  refrain_secrets_lookup_async (refrain_library_get_secrets (library),
                                refrain_source_get_address (self->source), self->cancellable,
                                key_known_cb, self);
}

static void
choice_toggled_cb (RefrainGatewayRow *self)
{
  if (gtk_check_button_get_active (GTK_CHECK_BUTTON (self->choice)))
    g_signal_emit (self, signals[SIGNAL_CHOSEN], 0);
}

static void
refrain_gateway_row_dispose (GObject *object)
{
  RefrainGatewayRow *self = REFRAIN_GATEWAY_ROW (object);

  refrain_gateway_row_forget (self);
  g_clear_object (&self->cancellable);

  G_OBJECT_CLASS (refrain_gateway_row_parent_class)->dispose (object);
}

static void
refrain_gateway_row_class_init (RefrainGatewayRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = refrain_gateway_row_dispose;

  /**
   * RefrainGatewayRow::chosen:
   * @self: a row
   *
   * The user wants new songs to be made by this gateway.
   */
  signals[SIGNAL_CHOSEN] = g_signal_new ("chosen", REFRAIN_TYPE_GATEWAY_ROW, G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static GtkWidget *
add_button (RefrainGatewayRow *self, const char *icon_name, const char *name)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon_name);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), button);
  return button;
}

static void
refrain_gateway_row_init (RefrainGatewayRow *self)
{
  self->cancellable = g_cancellable_new ();
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self), FALSE);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (self), 1);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (self), 1);
  self->icon = gtk_image_new_from_icon_name ("refrain-gateway-symbolic");
  self->choice = gtk_check_button_new ();
  gtk_widget_set_valign (self->choice, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (self->choice, _ ("Make New Songs Here"));
  g_signal_connect_object (self->choice, "toggled", G_CALLBACK (choice_toggled_cb), self,
                           G_CONNECT_SWAPPED);
  adw_action_row_add_prefix (ADW_ACTION_ROW (self), self->icon);
  adw_action_row_add_prefix (ADW_ACTION_ROW (self), self->choice);
}

/**
 * refrain_gateway_row_new:
 * @context: the services
 * @source: a gateway
 *
 * Returns: (transfer floating): its row, which is activatable when the gateway can be edited
 */
GtkWidget *
refrain_gateway_row_new (RefrainContext *context, RefrainSource *source)
{
  RefrainGatewayRow *self = g_object_new (REFRAIN_TYPE_GATEWAY_ROW, NULL);
  g_autofree char *choose = g_strdup_printf (_ ("Make New Songs with “%s”"),
                                             refrain_source_get_name (source));
  GtkWidget *test;
  GtkWidget *edit;

  self->context = g_object_ref (context);
  self->source = g_object_ref (source);
  show_facts (self);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->choice), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  choose, -1);
  if (refrain_source_is_demo (source))
    return GTK_WIDGET (self);

  test = add_button (self, "view-refresh-symbolic", _ ("Test Connection"));
  g_signal_connect_object (test, "clicked", G_CALLBACK (test_clicked_cb), self, G_CONNECT_SWAPPED);
  edit = gtk_image_new_from_icon_name ("document-edit-symbolic");
  gtk_accessible_update_property (GTK_ACCESSIBLE (edit), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Edit"),
                                  -1);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), edit);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), TRUE);
  return GTK_WIDGET (self);
}

/**
 * refrain_gateway_row_get_source:
 * @self: a row
 *
 * Returns: (transfer none) (nullable): the gateway
 */
RefrainSource *
refrain_gateway_row_get_source (RefrainGatewayRow *self)
{
  g_return_val_if_fail (REFRAIN_IS_GATEWAY_ROW (self), NULL);

  return self->source;
}

/**
 * refrain_gateway_row_set_choice:
 * @self: a row
 * @group: (nullable): another row, of which only one can be chosen; %NULL when there is no choice
 * @chosen: whether new songs are made by this gateway
 */
void
refrain_gateway_row_set_choice (RefrainGatewayRow *self, RefrainGatewayRow *group, gboolean chosen)
{
  g_return_if_fail (REFRAIN_IS_GATEWAY_ROW (self));

  gtk_widget_set_visible (self->choice, group != NULL);
  if (group != NULL && group != self)
    gtk_check_button_set_group (GTK_CHECK_BUTTON (self->choice), GTK_CHECK_BUTTON (group->choice));
  g_signal_handlers_block_by_func (self->choice, choice_toggled_cb, self);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (self->choice), chosen);
  g_signal_handlers_unblock_by_func (self->choice, choice_toggled_cb, self);
}

/**
 * refrain_gateway_row_forget:
 * @self: a row
 *
 * Lets go of everything: libadwaita 1.2 never frees the rows of a preferences window.
 */
void
refrain_gateway_row_forget (RefrainGatewayRow *self)
{
  g_return_if_fail (REFRAIN_IS_GATEWAY_ROW (self));

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->check);
  g_clear_object (&self->source);
  g_clear_object (&self->context);
}
