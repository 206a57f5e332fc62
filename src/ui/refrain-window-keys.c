/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-window-private.h"

/* Keys without a modifier. They belong to whoever has the focus first: an entry takes its letters,
 * a button its space. */

static gboolean
takes_keys (GtkWidget *focus)
{
  /* A menu has its mnemonics, and space for what is chosen. */
  return GTK_IS_EDITABLE (focus) || GTK_IS_TEXT (focus) || GTK_IS_TEXT_VIEW (focus)
         || (focus != NULL && gtk_widget_get_ancestor (focus, GTK_TYPE_POPOVER) != NULL);
}

static gboolean
takes_space (GtkWidget *focus)
{
  return GTK_IS_BUTTON (focus) || GTK_IS_MENU_BUTTON (focus) || GTK_IS_SWITCH (focus)
         || GTK_IS_LIST_BOX_ROW (focus);
}

static gboolean
give_verdict (RefrainWindow *self, guint key)
{
  static const char *const verdicts[] = { "keep", "later", "reject" };
  RefrainClip *clip = refrain_window_get_focused_clip (self);

  if (clip == NULL)
    return FALSE;

  return gtk_widget_activate_action (GTK_WIDGET (self), "win.verdict", "(xs)",
                                     refrain_clip_get_row_id (clip), verdicts[key - GDK_KEY_1]);
}

static gboolean
save_focused (RefrainWindow *self)
{
  RefrainClip *clip = refrain_window_get_focused_clip (self);

  if (clip == NULL)
    return FALSE;

  return gtk_widget_activate_action (GTK_WIDGET (self), "win.save-clip", "(xu)",
                                     refrain_clip_get_row_id (clip), 0u);
}

static gboolean
play_focused (RefrainWindow *self)
{
  RefrainClip *clip = refrain_window_get_focused_clip (self);

  if (clip == NULL)
    return FALSE;

  return gtk_widget_activate_action (GTK_WIDGET (self), "win.play-clip", "x",
                                     refrain_clip_get_row_id (clip));
}

static gboolean
key_pressed_cb (GtkEventControllerKey *controller,
                guint key,
                guint code,
                GdkModifierType state,
                gpointer user_data)
{
  RefrainWindow *self = user_data;
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));
  GdkModifierType held = state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK | GDK_META_MASK);

  if (held == GDK_CONTROL_MASK && (key == GDK_KEY_Return || key == GDK_KEY_KP_Enter))
    return play_focused (self);
  if (held != 0 || takes_keys (focus))
    return GDK_EVENT_PROPAGATE;

  switch (key)
    {
    case GDK_KEY_space:
      return !takes_space (focus)
             && gtk_widget_activate_action (GTK_WIDGET (self), "win.play-pause", NULL);
    case GDK_KEY_comma:
      return gtk_widget_activate_action (GTK_WIDGET (self), "win.seek", "x",
                                         -5 * (gint64) G_USEC_PER_SEC);
    case GDK_KEY_period:
      return gtk_widget_activate_action (GTK_WIDGET (self), "win.seek", "x",
                                         5 * (gint64) G_USEC_PER_SEC);
    case GDK_KEY_1:
    case GDK_KEY_2:
    case GDK_KEY_3:
      return give_verdict (self, key);
    case GDK_KEY_s:
      return save_focused (self);
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

/* Escape reaches this only when nobody nearer wanted it. */
static gboolean
late_key_pressed_cb (GtkEventControllerKey *controller,
                     guint key,
                     guint code,
                     GdkModifierType state,
                     gpointer user_data)
{
  return key == GDK_KEY_Escape && refrain_window_go_back (user_data);
}

static void
back_pressed_cb (GtkGesture *gesture, int n_press, double x, double y, gpointer user_data)
{
  refrain_window_go_back (user_data);
}

/* Private to the window. */
void
refrain_window_set_up_keys (RefrainWindow *self)
{
  GtkEventController *early = gtk_event_controller_key_new ();
  GtkEventController *late = gtk_event_controller_key_new ();
  GtkGesture *mouse_back = gtk_gesture_click_new ();

  gtk_event_controller_set_propagation_phase (early, GTK_PHASE_CAPTURE);
  g_signal_connect (early, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), early);
  g_signal_connect (late, "key-pressed", G_CALLBACK (late_key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), late);
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (mouse_back), 8);
  g_signal_connect (mouse_back, "pressed", G_CALLBACK (back_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (mouse_back));
}
