/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-volume-button.h"

/**
 * RefrainVolumeButton:
 *
 * A button whose popover has the volume and Mute; turning the wheel on it turns the volume. It
 * only holds the two values: whoever makes the sound binds them.
 */
struct _RefrainVolumeButton
{
  GtkWidget parent_instance;

  GtkMenuButton *button;
  GtkAdjustment *adjustment;
  GtkToggleButton *mute;
};

G_DEFINE_FINAL_TYPE (RefrainVolumeButton, refrain_volume_button, GTK_TYPE_WIDGET)

typedef enum
{
  PROP_VOLUME = 1,
  PROP_MUTED,
} RefrainVolumeButtonProperty;

static GParamSpec *properties[PROP_MUTED + 1];

static void
update_icon (RefrainVolumeButton *self)
{
  double volume = gtk_adjustment_get_value (self->adjustment);
  const char *icon = "audio-volume-high-symbolic";

  if (gtk_toggle_button_get_active (self->mute) || volume <= 0)
    icon = "audio-volume-muted-symbolic";
  else if (volume < 0.34)
    icon = "audio-volume-low-symbolic";
  else if (volume < 0.67)
    icon = "audio-volume-medium-symbolic";
  gtk_menu_button_set_icon_name (self->button, icon);
}

static void
volume_changed_cb (RefrainVolumeButton *self)
{
  update_icon (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_VOLUME]);
}

static void
muted_changed_cb (RefrainVolumeButton *self)
{
  update_icon (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MUTED]);
}

static gboolean
scroll_cb (GtkEventControllerScroll *scroll, double dx, double dy, gpointer user_data)
{
  RefrainVolumeButton *self = user_data;

  gtk_adjustment_set_value (self->adjustment,
                            gtk_adjustment_get_value (self->adjustment)
                                - dy * gtk_adjustment_get_step_increment (self->adjustment));
  return TRUE;
}

static void
refrain_volume_button_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), REFRAIN_TYPE_VOLUME_BUTTON);

  G_OBJECT_CLASS (refrain_volume_button_parent_class)->dispose (object);
}

static void
refrain_volume_button_get_property (GObject *object,
                                    guint prop_id,
                                    GValue *value,
                                    GParamSpec *pspec)
{
  RefrainVolumeButton *self = REFRAIN_VOLUME_BUTTON (object);

  switch ((RefrainVolumeButtonProperty) prop_id)
    {
    case PROP_VOLUME:
      g_value_set_double (value, refrain_volume_button_get_volume (self));
      break;
    case PROP_MUTED:
      g_value_set_boolean (value, refrain_volume_button_get_muted (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
refrain_volume_button_set_property (GObject *object,
                                    guint prop_id,
                                    const GValue *value,
                                    GParamSpec *pspec)
{
  RefrainVolumeButton *self = REFRAIN_VOLUME_BUTTON (object);

  switch ((RefrainVolumeButtonProperty) prop_id)
    {
    case PROP_VOLUME:
      refrain_volume_button_set_volume (self, g_value_get_double (value));
      break;
    case PROP_MUTED:
      refrain_volume_button_set_muted (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
refrain_volume_button_class_init (RefrainVolumeButtonClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->dispose = refrain_volume_button_dispose;
  object_class->get_property = refrain_volume_button_get_property;
  object_class->set_property = refrain_volume_button_set_property;

  properties[PROP_VOLUME] = g_param_spec_double ("volume", NULL, NULL, 0, 1, 1, flags);
  properties[PROP_MUTED] = g_param_spec_boolean ("muted", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/refrain_music/Refrain/ui/widgets/refrain-volume-button.ui");
  gtk_widget_class_bind_template_child (widget_class, RefrainVolumeButton, button);
  gtk_widget_class_bind_template_child (widget_class, RefrainVolumeButton, adjustment);
  gtk_widget_class_bind_template_child (widget_class, RefrainVolumeButton, mute);
  gtk_widget_class_bind_template_callback (widget_class, volume_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, muted_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, scroll_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
refrain_volume_button_init (RefrainVolumeButton *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * refrain_volume_button_get_volume:
 * @self: a button
 *
 * Returns: the volume, from 0 to 1
 */
double
refrain_volume_button_get_volume (RefrainVolumeButton *self)
{
  g_return_val_if_fail (REFRAIN_IS_VOLUME_BUTTON (self), 0);

  return gtk_adjustment_get_value (self->adjustment);
}

/**
 * refrain_volume_button_set_volume:
 * @self: a button
 * @volume: the volume, from 0 to 1
 */
void
refrain_volume_button_set_volume (RefrainVolumeButton *self, double volume)
{
  g_return_if_fail (REFRAIN_IS_VOLUME_BUTTON (self));

  gtk_adjustment_set_value (self->adjustment, volume);
}

/**
 * refrain_volume_button_get_muted:
 * @self: a button
 *
 * Returns: whether nothing is to be heard, whatever the volume
 */
gboolean
refrain_volume_button_get_muted (RefrainVolumeButton *self)
{
  g_return_val_if_fail (REFRAIN_IS_VOLUME_BUTTON (self), FALSE);

  return gtk_toggle_button_get_active (self->mute);
}

/**
 * refrain_volume_button_set_muted:
 * @self: a button
 * @muted: whether nothing is to be heard, whatever the volume
 */
void
refrain_volume_button_set_muted (RefrainVolumeButton *self, gboolean muted)
{
  g_return_if_fail (REFRAIN_IS_VOLUME_BUTTON (self));

  gtk_toggle_button_set_active (self->mute, muted);
}
