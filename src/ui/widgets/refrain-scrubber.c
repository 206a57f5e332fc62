/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-scrubber.h"

#include "refrain-play-time.h"

#include <glib/gi18n-lib.h>

#define STEP_US (5 * G_USEC_PER_SEC)
#define PAGE_US (30 * G_USEC_PER_SEC)
#define HEIGHT 24
#define MIN_WIDTH 60
#define NATURAL_WIDTH 240
#define TROUGH 4.0f
#define KNOB 12.0f

/**
 * RefrainScrubber:
 *
 * Where a song stands, as a bar that can be pulled. It only asks for another place, by
 * #RefrainScrubber::seek: whoever plays the song moves it. While it is dragged it shows where it
 * would go, and asks once, when let go.
 */
struct _RefrainScrubber
{
  GtkWidget parent_instance;

  GtkEventController *motion; /* (unowned): ours, as a controller */
  gint64 position_us;
  gint64 duration_us; /* 0 = not known */
  gint64 drag_us;     /* where it would go, -1 = nobody drags */
  gint64 told_second; /* the position that assistive technology has, -1 = none */
  gboolean seekable;
};

G_DEFINE_FINAL_TYPE (RefrainScrubber, refrain_scrubber, GTK_TYPE_WIDGET)

typedef enum
{
  PROP_POSITION = 1,
} RefrainScrubberProperty;

static GParamSpec *properties[PROP_POSITION + 1];

enum
{
  SIGNAL_SEEK,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static gboolean
can_seek (RefrainScrubber *self)
{
  return self->seekable && self->duration_us > 0;
}

static gboolean
is_mirrored (RefrainScrubber *self)
{
  return gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
}

/* Tells what has changed by a whole second: more would flood a screen reader. */
static void
tell_value (RefrainScrubber *self)
{
  gint64 second = refrain_scrubber_get_position (self) / G_USEC_PER_SEC;
  g_autofree char *text = NULL;

  if (self->told_second == second)
    return;

  self->told_second = second;
  text = refrain_play_time_describe (second * G_USEC_PER_SEC, self->duration_us);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_VALUE_MIN, 0.0,
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_MAX,
                                  (double) self->duration_us / G_USEC_PER_SEC,
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_NOW, (double) second,
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, text, -1);
}

static void
position_changed (RefrainScrubber *self)
{
  tell_value (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_POSITION]);
}

static void
ask_for (RefrainScrubber *self, gint64 position_us)
{
  if (can_seek (self))
    g_signal_emit (self, signals[SIGNAL_SEEK], 0, CLAMP (position_us, 0, self->duration_us));
}

static gint64
position_at (RefrainScrubber *self, double x)
{
  double width = MAX (gtk_widget_get_width (GTK_WIDGET (self)) - (double) KNOB, 1.0);
  double fraction = CLAMP ((x - (double) KNOB / 2) / width, 0.0, 1.0);

  if (is_mirrored (self))
    fraction = 1.0 - fraction;
  return (gint64) (fraction * (double) self->duration_us);
}

static void
drag_begin_cb (GtkGestureDrag *gesture, double x, double y, gpointer user_data)
{
  RefrainScrubber *self = user_data;

  if (!can_seek (self))
    {
      gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_DENIED);
      return;
    }

  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  gtk_widget_grab_focus (GTK_WIDGET (self));
  self->drag_us = position_at (self, x);
  position_changed (self);
}

static void
drag_update_cb (GtkGestureDrag *gesture, double dx, double dy, gpointer user_data)
{
  RefrainScrubber *self = user_data;
  double x, y;

  if (self->drag_us < 0 || !gtk_gesture_drag_get_start_point (gesture, &x, &y))
    return;

  self->drag_us = position_at (self, x + dx);
  position_changed (self);
}

static void
drag_end_cb (GtkGestureDrag *gesture, double dx, double dy, gpointer user_data)
{
  RefrainScrubber *self = user_data;
  gint64 target = self->drag_us;

  if (target < 0)
    return;

  /* Stays where it was let go until the player says where it stands. */
  self->drag_us = -1;
  self->position_us = target;
  position_changed (self);
  ask_for (self, target);
}

static void
drag_cancel_cb (GtkGesture *gesture, GdkEventSequence *sequence, gpointer user_data)
{
  RefrainScrubber *self = user_data;

  if (self->drag_us < 0)
    return;

  self->drag_us = -1;
  position_changed (self);
}

static gboolean
query_tooltip_cb (
    GtkWidget *widget, int x, int y, gboolean keyboard, GtkTooltip *tooltip, gpointer user_data)
{
  RefrainScrubber *self = REFRAIN_SCRUBBER (widget);
  g_autofree char *text = NULL;

  if (keyboard || !can_seek (self))
    return FALSE;

  text = refrain_play_time_format (position_at (self, x));
  gtk_tooltip_set_text (tooltip, text);
  return TRUE;
}

/* @args: how far, in microseconds, and whether that turns round with the direction of the text. */
static gboolean
step_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  RefrainScrubber *self = REFRAIN_SCRUBBER (widget);
  gint64 step;
  gboolean sideways;

  if (!can_seek (self))
    return FALSE;

  g_variant_get (args, "(xb)", &step, &sideways);
  ask_for (self, self->position_us + (sideways && is_mirrored (self) ? -step : step));
  return TRUE;
}

static gboolean
jump_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  RefrainScrubber *self = REFRAIN_SCRUBBER (widget);
  gint64 target = g_variant_get_int64 (args);

  if (!can_seek (self))
    return FALSE;

  ask_for (self, target < 0 ? self->duration_us : target);
  return TRUE;
}

static void
append_bar (GtkSnapshot *snapshot, float x, float y, float width, float height, GdkRGBA color)
{
  GskRoundedRect outline;

  if (width <= 0)
    return;

  gsk_rounded_rect_init_from_rect (&outline, &GRAPHENE_RECT_INIT (x, y, width, height), height / 2);
  gtk_snapshot_push_rounded_clip (snapshot, &outline);
  gtk_snapshot_append_color (snapshot, &color, &outline.bounds);
  gtk_snapshot_pop (snapshot);
}

/* A bar from the beginning of the song, wherever that is. */
static void
append_part (RefrainScrubber *self, GtkSnapshot *snapshot, double fraction, GdkRGBA color)
{
  float track = (float) gtk_widget_get_width (GTK_WIDGET (self)) - KNOB;
  float y = ((float) gtk_widget_get_height (GTK_WIDGET (self)) - TROUGH) / 2;
  float width = (float) CLAMP (fraction, 0.0, 1.0) * track;

  append_bar (snapshot, KNOB / 2 + (is_mirrored (self) ? track - width : 0), y, width, TROUGH,
              color);
}

static void
refrain_scrubber_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  RefrainScrubber *self = REFRAIN_SCRUBBER (widget);
  GtkStyleContext *style = gtk_widget_get_style_context (widget);
  double fraction = self->duration_us > 0
                        ? (double) refrain_scrubber_get_position (self) / (double) self->duration_us
                        : 0.0;
  float track = (float) gtk_widget_get_width (widget) - KNOB;
  float x = (float) CLAMP (is_mirrored (self) ? 1 - fraction : fraction, 0.0, 1.0) * track;
  GdkRGBA color, quiet, accent;

  gtk_style_context_get_color (style, &color);
  quiet = color;
  quiet.alpha *= 0.15f;
  if (!gtk_style_context_lookup_color (style, "accent_bg_color", &accent))
    accent = color;

  append_part (self, snapshot, 1.0, quiet);
  append_part (self, snapshot, fraction, accent);
  if (can_seek (self)
      && (self->drag_us >= 0 || gtk_widget_has_visible_focus (widget)
          || gtk_event_controller_motion_contains_pointer (
              GTK_EVENT_CONTROLLER_MOTION (self->motion))))
    append_bar (snapshot, x, ((float) gtk_widget_get_height (widget) - KNOB) / 2, KNOB, KNOB,
                accent);
}

static void
refrain_scrubber_measure (GtkWidget *widget,
                          GtkOrientation orientation,
                          int for_size,
                          int *minimum,
                          int *natural,
                          int *minimum_baseline,
                          int *natural_baseline)
{
  gboolean horizontal = orientation == GTK_ORIENTATION_HORIZONTAL;

  *minimum = horizontal ? MIN_WIDTH : HEIGHT;
  *natural = horizontal ? NATURAL_WIDTH : HEIGHT;
}

static void
refrain_scrubber_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  RefrainScrubber *self = REFRAIN_SCRUBBER (object);

  switch ((RefrainScrubberProperty) prop_id)
    {
    case PROP_POSITION:
      g_value_set_int64 (value, refrain_scrubber_get_position (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
add_step (GtkWidgetClass *klass, guint key, guint keypad, gint64 step, gboolean sideways)
{
  gtk_widget_class_add_binding (klass, key, 0, step_cb, "(xb)", step, sideways);
  gtk_widget_class_add_binding (klass, keypad, 0, step_cb, "(xb)", step, sideways);
}

static void
add_jump (GtkWidgetClass *klass, guint key, guint keypad, gint64 target)
{
  gtk_widget_class_add_binding (klass, key, 0, jump_cb, "x", target);
  gtk_widget_class_add_binding (klass, keypad, 0, jump_cb, "x", target);
}

static void
add_keys (GtkWidgetClass *widget_class)
{
  add_step (widget_class, GDK_KEY_Left, GDK_KEY_KP_Left, -STEP_US, TRUE);
  add_step (widget_class, GDK_KEY_Right, GDK_KEY_KP_Right, STEP_US, TRUE);
  add_step (widget_class, GDK_KEY_Down, GDK_KEY_KP_Down, -STEP_US, FALSE);
  add_step (widget_class, GDK_KEY_Up, GDK_KEY_KP_Up, STEP_US, FALSE);
  add_step (widget_class, GDK_KEY_Page_Down, GDK_KEY_KP_Page_Down, -PAGE_US, FALSE);
  add_step (widget_class, GDK_KEY_Page_Up, GDK_KEY_KP_Page_Up, PAGE_US, FALSE);
  add_jump (widget_class, GDK_KEY_Home, GDK_KEY_KP_Home, 0);
  add_jump (widget_class, GDK_KEY_End, GDK_KEY_KP_End, -1);
}

static void
refrain_scrubber_class_init (RefrainScrubberClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = refrain_scrubber_get_property;
  widget_class->measure = refrain_scrubber_measure;
  widget_class->snapshot = refrain_scrubber_snapshot;

  properties[PROP_POSITION] = g_param_spec_int64 ("position", NULL, NULL, 0, G_MAXINT64, 0,
                                                  G_PARAM_READABLE | G_PARAM_STATIC_STRINGS
                                                      | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  /**
   * RefrainScrubber::seek:
   * @self: the scrubber
   * @position_us: where the user wants the song to stand
   */
  signals[SIGNAL_SEEK] = g_signal_new ("seek", REFRAIN_TYPE_SCRUBBER, G_SIGNAL_RUN_LAST, 0, NULL,
                                       NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);

  add_keys (widget_class);
  gtk_widget_class_set_css_name (widget_class, "scrubber");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_SLIDER);
}

static void
add_drag (RefrainScrubber *self)
{
  GtkGesture *drag = gtk_gesture_drag_new ();

  g_signal_connect (drag, "drag-begin", G_CALLBACK (drag_begin_cb), self);
  g_signal_connect (drag, "drag-update", G_CALLBACK (drag_update_cb), self);
  g_signal_connect (drag, "drag-end", G_CALLBACK (drag_end_cb), self);
  g_signal_connect (drag, "cancel", G_CALLBACK (drag_cancel_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
}

static void
refrain_scrubber_init (RefrainScrubber *self)
{
  self->drag_us = -1;
  self->told_second = -1;
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
  g_signal_connect (self, "query-tooltip", G_CALLBACK (query_tooltip_cb), NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Position"), -1);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_STATE_DISABLED, TRUE, -1);
  tell_value (self);

  self->motion = gtk_event_controller_motion_new ();
  g_signal_connect_object (self->motion, "notify::contains-pointer",
                           G_CALLBACK (gtk_widget_queue_draw), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), self->motion);
  add_drag (self);
}

/**
 * refrain_scrubber_new:
 *
 * Returns: (transfer floating): a scrubber at the beginning of nothing
 */
GtkWidget *
refrain_scrubber_new (void)
{
  return g_object_new (REFRAIN_TYPE_SCRUBBER, NULL);
}

/**
 * refrain_scrubber_set_position:
 * @self: a scrubber
 * @position_us: where the song stands, in microseconds
 *
 * Moves it. What the user drags meanwhile stays where it is held.
 */
void
refrain_scrubber_set_position (RefrainScrubber *self, gint64 position_us)
{
  g_return_if_fail (REFRAIN_IS_SCRUBBER (self));

  position_us = MAX (position_us, 0);
  if (self->position_us == position_us)
    return;

  self->position_us = position_us;
  if (self->drag_us < 0)
    position_changed (self);
}

/**
 * refrain_scrubber_get_position:
 * @self: a scrubber
 *
 * Returns: what it shows, in microseconds: where it is held while it is dragged
 */
gint64
refrain_scrubber_get_position (RefrainScrubber *self)
{
  g_return_val_if_fail (REFRAIN_IS_SCRUBBER (self), 0);

  return self->drag_us >= 0 ? self->drag_us : self->position_us;
}

/**
 * refrain_scrubber_set_duration:
 * @self: a scrubber
 * @duration_us: how long the song is, in microseconds; 0 or less while unknown
 */
void
refrain_scrubber_set_duration (RefrainScrubber *self, gint64 duration_us)
{
  g_return_if_fail (REFRAIN_IS_SCRUBBER (self));

  duration_us = MAX (duration_us, 0);
  if (self->duration_us == duration_us)
    return;

  self->duration_us = duration_us;
  self->told_second = -1;
  tell_value (self);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_STATE_DISABLED,
                               !can_seek (self), -1);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * refrain_scrubber_get_duration:
 * @self: a scrubber
 *
 * Returns: how long the song is, in microseconds, 0 while unknown
 */
gint64
refrain_scrubber_get_duration (RefrainScrubber *self)
{
  g_return_val_if_fail (REFRAIN_IS_SCRUBBER (self), 0);

  return self->duration_us;
}

/**
 * refrain_scrubber_set_seekable:
 * @self: a scrubber
 * @seekable: whether the song can be played from another place
 *
 * One that is not stays in the way of the Tab key, since most songs can the next moment.
 */
void
refrain_scrubber_set_seekable (RefrainScrubber *self, gboolean seekable)
{
  g_return_if_fail (REFRAIN_IS_SCRUBBER (self));

  if (self->seekable == seekable)
    return;

  self->seekable = seekable;
  gtk_accessible_update_state (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_STATE_DISABLED,
                               !can_seek (self), -1);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
