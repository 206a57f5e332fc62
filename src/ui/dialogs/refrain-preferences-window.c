/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-preferences-window.h"

#include "refrain-gateways-page.h"
#include "refrain-saving-page.h"

/**
 * RefrainPreferencesWindow:
 *
 * Preferences: gateways, saving, playback and privacy. Everything takes effect at once.
 */
struct _RefrainPreferencesWindow
{
  AdwPreferencesWindow parent_instance;

  RefrainGatewaysPage *gateways;
  RefrainSavingPage *saving;
  GtkAdjustment *volume;
};

G_DEFINE_FINAL_TYPE (RefrainPreferencesWindow,
                     refrain_preferences_window,
                     ADW_TYPE_PREFERENCES_WINDOW)

static void
refrain_preferences_window_dispose (GObject *object)
{
  RefrainPreferencesWindow *self = REFRAIN_PREFERENCES_WINDOW (object);

  /* Its scale is among the rows that libadwaita 1.2 never frees. */
  if (self->volume != NULL)
    g_settings_unbind (self->volume, "value");
  gtk_widget_dispose_template (GTK_WIDGET (object), REFRAIN_TYPE_PREFERENCES_WINDOW);

  G_OBJECT_CLASS (refrain_preferences_window_parent_class)->dispose (object);
}

static void
refrain_preferences_window_class_init (RefrainPreferencesWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = refrain_preferences_window_dispose;

  g_type_ensure (REFRAIN_TYPE_GATEWAYS_PAGE);
  g_type_ensure (REFRAIN_TYPE_SAVING_PAGE);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/refrain_music/Refrain/ui/dialogs/refrain-preferences-window.ui");
  gtk_widget_class_bind_template_child (widget_class, RefrainPreferencesWindow, gateways);
  gtk_widget_class_bind_template_child (widget_class, RefrainPreferencesWindow, saving);
  gtk_widget_class_bind_template_child (widget_class, RefrainPreferencesWindow, volume);
}

static void
refrain_preferences_window_init (RefrainPreferencesWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * refrain_preferences_window_new:
 * @context: the services
 * @presenter: (nullable): of the window behind
 * @settings: the program's settings
 *
 * Returns: (transfer none): the window, to be made transient and presented
 */
GtkWidget *
refrain_preferences_window_new (RefrainContext *context,
                                RefrainErrorPresenter *presenter,
                                GSettings *settings)
{
  RefrainPreferencesWindow *self = g_object_new (REFRAIN_TYPE_PREFERENCES_WINDOW, NULL);

  refrain_gateways_page_set_context (self->gateways, context, presenter);
  refrain_saving_page_set_context (self->saving, context, settings);
  g_settings_bind (settings, "volume", self->volume, "value", G_SETTINGS_BIND_DEFAULT);
  return GTK_WIDGET (self);
}
