/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-preferences-window.h"

#include "refrain-gateways-page.h"
#include "refrain-saving-page.h"

/**
 * RefrainPreferencesWindow:
 *
 * Preferences: gateways, saving, tasks, playback and privacy. Everything takes effect at once.
 */
struct _RefrainPreferencesWindow
{
  AdwPreferencesWindow parent_instance;

  RefrainGatewaysPage *gateways;
  RefrainSavingPage *saving;
  GtkSwitch *notify;
  AdwComboRow *keep_watching;
  GtkAdjustment *volume;
};

G_DEFINE_FINAL_TYPE (RefrainPreferencesWindow,
                     refrain_preferences_window,
                     ADW_TYPE_PREFERENCES_WINDOW)

/* In the order of the row's choices. */
static const char *const watching[] = { "ask", "yes", "no" };

static gboolean
choice_from_setting (GValue *value, GVariant *setting, gpointer user_data)
{
  for (guint i = 0; i < G_N_ELEMENTS (watching); i++)
    {
      if (g_str_equal (g_variant_get_string (setting, NULL), watching[i]))
        g_value_set_uint (value, i);
    }

  return TRUE;
}

static GVariant *
choice_to_setting (const GValue *value, const GVariantType *type, gpointer user_data)
{
  guint choice = g_value_get_uint (value);

  return choice < G_N_ELEMENTS (watching) ? g_variant_new_string (watching[choice]) : NULL;
}

static void
refrain_preferences_window_dispose (GObject *object)
{
  RefrainPreferencesWindow *self = REFRAIN_PREFERENCES_WINDOW (object);

  /* Its scale is among the rows that libadwaita 1.2 never frees. */
  if (self->volume != NULL)
    {
      g_settings_unbind (self->volume, "value");
      g_settings_unbind (self->notify, "active");
      g_settings_unbind (self->keep_watching, "selected");
    }
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
  gtk_widget_class_bind_template_child (widget_class, RefrainPreferencesWindow, notify);
  gtk_widget_class_bind_template_child (widget_class, RefrainPreferencesWindow, keep_watching);
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
  /* A bond with the sensitivity would outlive the other one. */
  const GSettingsBindFlags flags = G_SETTINGS_BIND_DEFAULT | G_SETTINGS_BIND_NO_SENSITIVITY;

  refrain_gateways_page_set_context (self->gateways, context, presenter, settings);
  refrain_saving_page_set_context (self->saving, context, settings);
  g_settings_bind (settings, "notify-task-ended", self->notify, "active", flags);
  g_settings_bind_with_mapping (settings, "keep-watching", self->keep_watching, "selected", flags,
                                choice_from_setting, choice_to_setting, NULL, NULL);
  g_settings_bind (settings, "volume", self->volume, "value", G_SETTINGS_BIND_DEFAULT);
  return GTK_WIDGET (self);
}
