/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-extend-row.h"

#include "refrain-clip-text.h"
#include "refrain-cover.h"
#include "refrain-play-time.h"

#include <glib/gi18n-lib.h>

/* How far the scale goes while nobody knows how long the song is. */
#define UNKNOWN_LENGTH 480

/**
 * RefrainExtendRow:
 *
 * The song that a new one goes on from, and where in it. It hides while there is none. The song
 * need not be in the library: then its id stands for it.
 */
struct _RefrainExtendRow
{
  GtkWidget parent_instance;

  RefrainContext *context;   /* (owned) (nullable) */
  RefrainPlayback *playback; /* (owned) (nullable): once there is a song */
  GCancellable *cancellable; /* (owned) */
  RefrainClip *clip;         /* (owned) (nullable): when it is in the library */
  char *clip_id;             /* (owned) (nullable) */
  char *task_id;             /* (owned) (nullable) */
  double seconds;            /* the time itself: scale and entry round it */
  gboolean showing;          /* the widgets change by us */
  GtkWidget *content;
  RefrainCover *cover;
  GtkLabel *title;
  GtkSwitch *from_end;
  GtkWidget *time_box;
  GtkScale *scale;
  GtkAdjustment *adjustment;
  GtkEntry *entry;
  GtkWidget *now;
};

G_DEFINE_FINAL_TYPE (RefrainExtendRow, refrain_extend_row, GTK_TYPE_WIDGET)

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
emit_changed (RefrainExtendRow *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static char *
format (double seconds)
{
  return refrain_play_time_format ((gint64) (seconds * G_USEC_PER_SEC));
}

static void
show_time (RefrainExtendRow *self)
{
  double seconds = MAX (self->seconds, 0);
  g_autofree char *text = format (seconds);

  self->showing = TRUE;
  gtk_switch_set_active (self->from_end, self->seconds < 0);
  gtk_widget_set_visible (self->time_box, self->seconds >= 0);
  if (seconds > gtk_adjustment_get_upper (self->adjustment))
    gtk_adjustment_set_upper (self->adjustment, seconds);
  gtk_adjustment_set_value (self->adjustment, seconds);
  if (self->seconds >= 0)
    gtk_editable_set_text (GTK_EDITABLE (self->entry), text);
  gtk_widget_remove_css_class (GTK_WIDGET (self->entry), "error");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->scale), GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT,
                                  text, -1);
  self->showing = FALSE;
}

static void
update_now (RefrainExtendRow *self)
{
  gtk_widget_set_visible (self->now,
                          self->playback != NULL && self->clip != NULL
                              && refrain_playback_get_clip (self->playback) == self->clip);
}

static void
show_clip (RefrainExtendRow *self)
{
  const RefrainClipFacts *facts = self->clip != NULL ? refrain_clip_get_facts (self->clip) : NULL;
  g_autofree char *title = facts != NULL ? refrain_clip_text_title (self->clip) : NULL;

  gtk_widget_set_visible (GTK_WIDGET (self), refrain_extend_row_is_used (self));
  if (title == NULL)
    title = g_strdup (self->clip_id != NULL ? self->clip_id : _ ("No song is chosen"));
  gtk_label_set_text (self->title, title);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->title), self->clip_id);
  refrain_cover_set_clip (self->cover, self->clip);
  gtk_adjustment_set_upper (
      self->adjustment, facts != NULL && facts->duration > 0 ? facts->duration : UNKNOWN_LENGTH);
  show_time (self);
  update_now (self);
}

static gpointer
find_clip_job (RefrainConnection *connection, gpointer data, GError **error)
{
  return refrain_store_clips_find (connection, data, error);
}

static void
set_clip (RefrainExtendRow *self, RefrainClip *clip)
{
  RefrainLibrary *library = refrain_context_get_library (self->context);

  if (self->clip != NULL)
    g_signal_handlers_disconnect_by_func (self->clip, show_clip, self);
  g_set_object (&self->clip, clip);
  if (clip == NULL)
    return;

  g_signal_connect_object (clip, "notify::loaded", G_CALLBACK (show_clip), self, G_CONNECT_SWAPPED);
  if (!refrain_clip_is_loaded (clip))
    refrain_library_reload_clip (library, refrain_clip_get_row_id (clip));
  if (self->playback == NULL)
    {
      self->playback = g_object_ref (refrain_context_get_playback (self->context));
      g_signal_connect_object (self->playback, "notify::clip", G_CALLBACK (update_now), self,
                               G_CONNECT_SWAPPED);
    }
}

static void
clip_found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RefrainExtendRow) self = user_data;
  g_autoptr (GArray) rows = refrain_store_run_finish (REFRAIN_STORE (source), result, NULL);
  g_autoptr (RefrainClip) clip = NULL;

  if (rows == NULL || rows->len == 0 || self->context == NULL)
    return;

  clip = refrain_clip_pool_get (
      refrain_library_get_pool (refrain_context_get_library (self->context)),
      g_array_index (rows, gint64, 0));
  set_clip (self, clip);
  show_clip (self);
}

/* Late answers are about another song. */
static void
find_clip (RefrainExtendRow *self)
{
  RefrainLibrary *library = refrain_context_get_library (self->context);

  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);
  self->cancellable = g_cancellable_new ();
  set_clip (self, NULL);
  if (self->clip_id != NULL)
    refrain_store_run_async (refrain_library_get_store (library), find_clip_job,
                             g_strdup (self->clip_id), g_free, (GDestroyNotify) g_array_unref,
                             self->cancellable, clip_found_cb, g_object_ref (self));
}

static void
scaled_cb (RefrainExtendRow *self)
{
  if (self->showing)
    return;

  refrain_extend_row_set_seconds (self, gtk_adjustment_get_value (self->adjustment));
}

static void
typed_cb (RefrainExtendRow *self)
{
  double seconds = refrain_extend_row_parse (gtk_editable_get_text (GTK_EDITABLE (self->entry)));

  if (self->showing)
    return;

  if (seconds < 0)
    gtk_widget_add_css_class (GTK_WIDGET (self->entry), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->entry), "error");
  gtk_accessible_update_state (
      GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_STATE_INVALID,
      seconds < 0 ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE, -1);
  if (seconds < 0)
    return;

  self->seconds = seconds;
  self->showing = TRUE;
  gtk_adjustment_set_value (self->adjustment, seconds);
  self->showing = FALSE;
  emit_changed (self);
}

static void
from_end_cb (RefrainExtendRow *self)
{
  if (self->showing)
    return;

  refrain_extend_row_set_seconds (self, gtk_switch_get_active (self->from_end)
                                            ? REFRAIN_EXTEND_AT_END
                                            : gtk_adjustment_get_upper (self->adjustment) / 2);
}

static void
now_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  RefrainExtendRow *self = REFRAIN_EXTEND_ROW (widget);
  RefrainPlayer *player = refrain_playback_get_player (self->playback);

  refrain_extend_row_set_seconds (self,
                                  (double) refrain_player_get_position (player) / G_USEC_PER_SEC);
}

static void
remove_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  g_autoptr (RefrainRequest) nothing = refrain_request_new (REFRAIN_REQUEST_CUSTOM);

  refrain_extend_row_fill (REFRAIN_EXTEND_ROW (widget), nothing);
  emit_changed (REFRAIN_EXTEND_ROW (widget));
}

static char *
format_value_cb (GtkScale *scale, double value, gpointer user_data)
{
  return format (value);
}

static gboolean
refrain_extend_row_grab_focus (GtkWidget *widget)
{
  RefrainExtendRow *self = REFRAIN_EXTEND_ROW (widget);

  return gtk_widget_grab_focus (self->seconds >= 0 ? GTK_WIDGET (self->entry)
                                                   : GTK_WIDGET (self->from_end));
}

static void
refrain_extend_row_dispose (GObject *object)
{
  RefrainExtendRow *self = REFRAIN_EXTEND_ROW (object);

  g_cancellable_cancel (self->cancellable);
  if (self->context != NULL)
    set_clip (self, NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), REFRAIN_TYPE_EXTEND_ROW);
  g_clear_object (&self->playback);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (refrain_extend_row_parent_class)->dispose (object);
}

static void
refrain_extend_row_finalize (GObject *object)
{
  RefrainExtendRow *self = REFRAIN_EXTEND_ROW (object);

  g_clear_object (&self->cancellable);
  g_free (self->clip_id);
  g_free (self->task_id);

  G_OBJECT_CLASS (refrain_extend_row_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  g_type_ensure (REFRAIN_TYPE_COVER);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/refrain_music/Refrain/ui/pages/create/refrain-extend-row.ui");
  gtk_widget_class_bind_template_child (widget_class, RefrainExtendRow, content);
  gtk_widget_class_bind_template_child (widget_class, RefrainExtendRow, cover);
  gtk_widget_class_bind_template_child (widget_class, RefrainExtendRow, title);
  gtk_widget_class_bind_template_child (widget_class, RefrainExtendRow, from_end);
  gtk_widget_class_bind_template_child (widget_class, RefrainExtendRow, time_box);
  gtk_widget_class_bind_template_child (widget_class, RefrainExtendRow, scale);
  gtk_widget_class_bind_template_child (widget_class, RefrainExtendRow, adjustment);
  gtk_widget_class_bind_template_child (widget_class, RefrainExtendRow, entry);
  gtk_widget_class_bind_template_child (widget_class, RefrainExtendRow, now);
}

static void
refrain_extend_row_class_init (RefrainExtendRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = refrain_extend_row_dispose;
  object_class->finalize = refrain_extend_row_finalize;
  widget_class->grab_focus = refrain_extend_row_grab_focus;

  /**
   * RefrainExtendRow::changed:
   * @self: a row
   *
   * The user wants another time, or no song any more.
   */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", REFRAIN_TYPE_EXTEND_ROW, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 0);
  bind_template (widget_class);
  gtk_widget_class_install_action (widget_class, "extend.remove", NULL, remove_cb);
  gtk_widget_class_install_action (widget_class, "extend.now", NULL, now_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "extendrow");
}

static void
refrain_extend_row_init (RefrainExtendRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();
  self->seconds = REFRAIN_EXTEND_AT_END;
  gtk_scale_set_format_value_func (self->scale, format_value_cb, NULL, NULL);
  gtk_scale_set_draw_value (self->scale, FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  g_signal_connect_object (self->adjustment, "value-changed", G_CALLBACK (scaled_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->entry, "changed", G_CALLBACK (typed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->from_end, "notify::active", G_CALLBACK (from_end_cb), self,
                           G_CONNECT_SWAPPED);
}

/**
 * refrain_extend_row_set_context:
 * @self: a row
 * @context: the services
 */
void
refrain_extend_row_set_context (RefrainExtendRow *self, RefrainContext *context)
{
  g_return_if_fail (REFRAIN_IS_EXTEND_ROW (self));

  g_set_object (&self->context, context);
  refrain_cover_set_covers (self->cover, refrain_context_get_covers (context));
}

/**
 * refrain_extend_row_fill:
 * @self: a row
 * @request: what names the song, or none
 *
 * Shows what a request extends.
 */
void
refrain_extend_row_fill (RefrainExtendRow *self, const RefrainRequest *request)
{
  g_return_if_fail (REFRAIN_IS_EXTEND_ROW (self));

  refrain_request_set (&self->task_id, request->extend_task_id);
  self->seconds = request->extend_at;
  if (g_strcmp0 (self->clip_id, request->extend_clip_id) != 0)
    {
      refrain_request_set (&self->clip_id, request->extend_clip_id);
      find_clip (self);
    }
  show_clip (self);
}

/**
 * refrain_extend_row_read:
 * @self: a row
 * @request: the request to tell
 */
void
refrain_extend_row_read (RefrainExtendRow *self, RefrainRequest *request)
{
  g_return_if_fail (REFRAIN_IS_EXTEND_ROW (self));

  refrain_request_set (&request->extend_clip_id, self->clip_id);
  refrain_request_set (&request->extend_task_id, self->task_id);
  request->extend_at = self->seconds;
}

/**
 * refrain_extend_row_is_used:
 * @self: a row
 *
 * Returns: whether there is anything to send of it
 */
gboolean
refrain_extend_row_is_used (RefrainExtendRow *self)
{
  g_return_val_if_fail (REFRAIN_IS_EXTEND_ROW (self), FALSE);

  return self->clip_id != NULL || self->task_id != NULL || self->seconds >= 0;
}

/**
 * refrain_extend_row_is_valid:
 * @self: a row
 *
 * Returns: whether what is typed for the time is one
 */
gboolean
refrain_extend_row_is_valid (RefrainExtendRow *self)
{
  g_return_val_if_fail (REFRAIN_IS_EXTEND_ROW (self), FALSE);

  return self->seconds < 0
         || refrain_extend_row_parse (gtk_editable_get_text (GTK_EDITABLE (self->entry))) >= 0;
}

/**
 * refrain_extend_row_set_seconds:
 * @self: a row
 * @seconds: where to go on from, or %REFRAIN_EXTEND_AT_END
 */
void
refrain_extend_row_set_seconds (RefrainExtendRow *self, double seconds)
{
  g_return_if_fail (REFRAIN_IS_EXTEND_ROW (self));

  self->seconds = seconds;
  show_time (self);
  emit_changed (self);
}

/**
 * refrain_extend_row_parse:
 * @text: "83", "1:23" or "1:02:03", with or without a fraction
 *
 * Returns: the time in seconds; less than 0 when it is none
 */
double
refrain_extend_row_parse (const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, ":", 4);
  guint n_parts = g_strv_length (parts);
  double seconds = 0;

  if (n_parts == 0 || n_parts > 3)
    return -1;

  for (guint i = 0; i < n_parts; i++)
    {
      char *part = g_strstrip (parts[i]);
      char *end = NULL;
      double value = g_ascii_strtod (part, &end);

      if (!g_ascii_isdigit (*part) || *end != '\0' || !(value < 1e6) || (i > 0 && value >= 60))
        return -1;
      seconds = seconds * 60 + value;
    }
  return seconds;
}
