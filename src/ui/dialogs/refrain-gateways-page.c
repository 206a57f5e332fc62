/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-gateways-page.h"

#include "refrain-gateway-dialog.h"
#include "refrain-gateway-row.h"

#include <glib/gi18n-lib.h>

/**
 * RefrainGatewaysPage:
 *
 * The gateways of the library, in Preferences: which there are, and the way to add and change them.
 * Keys are never shown here.
 */
struct _RefrainGatewaysPage
{
  AdwPreferencesPage parent_instance;

  RefrainContext *context;          /* (owned) (nullable) */
  RefrainErrorPresenter *presenter; /* (owned) (nullable) */
  GSettings *settings;              /* (owned) (nullable) */
  AdwPreferencesGroup *group;       /* (unowned): ours, as a child */
  GPtrArray *rows; /* (owned) (element-type GtkWidget): unowned rows of the group */
};

G_DEFINE_FINAL_TYPE (RefrainGatewaysPage, refrain_gateways_page, ADW_TYPE_PREFERENCES_PAGE)

static void
open_dialog (RefrainGatewaysPage *self, RefrainSource *source)
{
  GtkWidget *dialog = refrain_gateway_dialog_new (self->context, self->presenter, source);

  gtk_window_set_transient_for (GTK_WINDOW (dialog),
                                GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))));
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
add_clicked_cb (RefrainGatewaysPage *self)
{
  open_dialog (self, NULL);
}

static void
row_activated_cb (RefrainGatewayRow *row, gpointer user_data)
{
  open_dialog (user_data, refrain_gateway_row_get_source (row));
}

static void
row_chosen_cb (RefrainGatewayRow *row, gpointer user_data)
{
  RefrainGatewaysPage *self = user_data;
  RefrainSource *source = refrain_gateway_row_get_source (row);

  if (self->settings != NULL && source != NULL)
    g_settings_set_int64 (self->settings, "default-gateway", refrain_source_get_row_id (source));
}

static void
add_row (RefrainGatewaysPage *self, GtkWidget *row)
{
  adw_preferences_group_add (self->group, row);
  g_ptr_array_add (self->rows, row);
}

static void
drop_rows (RefrainGatewaysPage *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      GtkWidget *row = g_ptr_array_index (self->rows, i);

      if (REFRAIN_IS_GATEWAY_ROW (row))
        refrain_gateway_row_forget (REFRAIN_GATEWAY_ROW (row));
    }
}

/* Where new songs are made is a question only when there are several. */
static void
show_choice (RefrainGatewaysPage *self)
{
  RefrainLibrary *library = refrain_context_get_library (self->context);
  g_autoptr (RefrainSource) chosen = NULL;
  RefrainGatewayRow *group = NULL;

  if (self->settings != NULL)
    refrain_library_set_default_source (library,
                                        g_settings_get_int64 (self->settings, "default-gateway"));
  chosen = refrain_library_find_source (library, NULL);
  for (guint i = 0; i < self->rows->len; i++)
    {
      GtkWidget *row = g_ptr_array_index (self->rows, i);

      if (!REFRAIN_IS_GATEWAY_ROW (row))
        continue;
      if (group == NULL && self->rows->len > 1)
        group = REFRAIN_GATEWAY_ROW (row);
      refrain_gateway_row_set_choice (REFRAIN_GATEWAY_ROW (row), group,
                                      refrain_gateway_row_get_source (REFRAIN_GATEWAY_ROW (row))
                                          == chosen);
    }
  adw_preferences_group_set_description (
      self->group, self->rows->len > 1
                       ? _ ("Where your songs are made. The one that is marked makes new songs.")
                       : _ ("Where your songs are made."));
}

static void
fill (RefrainGatewaysPage *self)
{
  GListModel *sources = refrain_library_get_sources (refrain_context_get_library (self->context));
  guint n_sources = g_list_model_get_n_items (sources);

  drop_rows (self);
  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (self->group, g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, 0);

  for (guint i = 0; i < n_sources; i++)
    {
      g_autoptr (RefrainSource) source = g_list_model_get_item (sources, i);
      GtkWidget *row = refrain_gateway_row_new (self->context, source);

      g_signal_connect_object (row, "activated", G_CALLBACK (row_activated_cb), self, 0);
      g_signal_connect_object (row, "chosen", G_CALLBACK (row_chosen_cb), self, 0);
      add_row (self, row);
    }
  if (n_sources == 0)
    add_row (self, g_object_new (ADW_TYPE_ACTION_ROW, "title", _ ("No gateway yet"), "subtitle",
                                 _ ("Add the one that makes your songs."), NULL));
  show_choice (self);
}

static void
refrain_gateways_page_dispose (GObject *object)
{
  RefrainGatewaysPage *self = REFRAIN_GATEWAYS_PAGE (object);

  /* libadwaita 1.2 never frees the rows of a preferences window: they must hold nothing of ours. */
  drop_rows (self);
  g_ptr_array_set_size (self->rows, 0);
  g_clear_object (&self->presenter);
  g_clear_object (&self->settings);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (refrain_gateways_page_parent_class)->dispose (object);
}

static void
refrain_gateways_page_finalize (GObject *object)
{
  g_ptr_array_unref (REFRAIN_GATEWAYS_PAGE (object)->rows);

  G_OBJECT_CLASS (refrain_gateways_page_parent_class)->finalize (object);
}

static void
refrain_gateways_page_class_init (RefrainGatewaysPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = refrain_gateways_page_dispose;
  object_class->finalize = refrain_gateways_page_finalize;
}

static void
refrain_gateways_page_init (RefrainGatewaysPage *self)
{
  GtkWidget *add = gtk_button_new_with_mnemonic (_ ("_Add…"));

  self->rows = g_ptr_array_new ();
  self->group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  adw_preferences_group_set_title (self->group, _ ("Gateways"));
  adw_preferences_group_set_description (self->group, _ ("Where your songs are made."));
  gtk_widget_add_css_class (add, "flat");
  gtk_widget_set_valign (add, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (add), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Add Gateway"), -1);
  g_signal_connect_object (add, "clicked", G_CALLBACK (add_clicked_cb), self, G_CONNECT_SWAPPED);
  adw_preferences_group_set_header_suffix (self->group, add);
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (self), self->group);
}

/**
 * refrain_gateways_page_set_context:
 * @self: the page
 * @context: the services
 * @presenter: (nullable): of the window behind Preferences
 * @settings: (nullable): the user's settings
 */
void
refrain_gateways_page_set_context (RefrainGatewaysPage *self,
                                   RefrainContext *context,
                                   RefrainErrorPresenter *presenter,
                                   GSettings *settings)
{
  g_return_if_fail (REFRAIN_IS_GATEWAYS_PAGE (self));
  g_return_if_fail (self->context == NULL);

  self->context = g_object_ref (context);
  g_set_object (&self->presenter, presenter);
  if (g_set_object (&self->settings, settings))
    g_signal_connect_object (settings, "changed::default-gateway", G_CALLBACK (show_choice), self,
                             G_CONNECT_SWAPPED);
  g_signal_connect_object (refrain_library_get_sources (refrain_context_get_library (context)),
                           "items-changed", G_CALLBACK (fill), self, G_CONNECT_SWAPPED);
  fill (self);
}
