/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-raw-answer-window.h"

#include "refrain-raw-answer-text.h"

#include <string.h>

#include <glib/gi18n-lib.h>

/* What a text view still handles at ease. The rest can be copied. */
#define MAX_SHOWN_BYTES (2 * 1024 * 1024)
#define MAX_HIGHLIGHTS 2000

/**
 * RefrainRawAnswerWindow:
 *
 * Shows a gateway's last answer about a task word for word: to be read, searched and copied. What
 * was decoded from it can be compared with what the gateway really said.
 */
struct _RefrainRawAnswerWindow
{
  AdwWindow parent_instance;

  RefrainContext *context;   /* (owned) */
  GCancellable *cancellable; /* (owned) */
  gint64 task_row;
  char *answer;    /* (owned) (nullable): set out in lines, whole */
  char *shown;     /* (owned) (nullable): as much of it as is shown */
  GArray *matches; /* (owned) (element-type RefrainTextMatch) */
  int current;     /* index into @matches, or -1 */

  AdwWindowTitle *window_title;
  GtkSearchBar *search_bar;
  GtkSearchEntry *search_entry;
  GtkLabel *count_label;
  GtkLabel *notice;
  GtkStack *stack;
  GtkTextView *text_view;
  AdwStatusPage *error_page;
};

G_DEFINE_FINAL_TYPE (RefrainRawAnswerWindow, refrain_raw_answer_window, ADW_TYPE_WINDOW)

static GtkTextBuffer *
get_buffer (RefrainRawAnswerWindow *self)
{
  return gtk_text_view_get_buffer (self->text_view);
}

static void
tag_match (RefrainRawAnswerWindow *self, const RefrainTextMatch *match, const char *tag)
{
  GtkTextBuffer *buffer = get_buffer (self);
  GtkTextIter start;
  GtkTextIter end;

  gtk_text_buffer_get_iter_at_offset (buffer, &start, (int) match->start);
  gtk_text_buffer_get_iter_at_offset (buffer, &end, (int) match->end);
  gtk_text_buffer_apply_tag_by_name (buffer, tag, &start, &end);
}

static void
untag (RefrainRawAnswerWindow *self, const char *tag)
{
  GtkTextBuffer *buffer = get_buffer (self);
  GtkTextIter start;
  GtkTextIter end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  gtk_text_buffer_remove_tag_by_name (buffer, tag, &start, &end);
}

static void
update_count (RefrainRawAnswerWindow *self)
{
  const char *query = gtk_editable_get_text (GTK_EDITABLE (self->search_entry));
  g_autofree char *text = NULL;

  if (*query != '\0' && self->matches->len == 0)
    text = g_strdup (_ ("Not found"));
  else if (self->matches->len > 0)
    /* Translators: which match is shown, of how many. */
    text = g_strdup_printf (_ ("%d of %u"), self->current + 1, self->matches->len);
  gtk_label_set_text (self->count_label, text != NULL ? text : "");
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "raw.next", self->matches->len > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "raw.previous", self->matches->len > 0);
}

static void
show_match (RefrainRawAnswerWindow *self, int index)
{
  const RefrainTextMatch *match;
  GtkTextIter iter;

  untag (self, "current");
  self->current = index;
  update_count (self);
  if (index < 0)
    return;

  match = &g_array_index (self->matches, RefrainTextMatch, index);
  tag_match (self, match, "current");
  gtk_text_buffer_get_iter_at_offset (get_buffer (self), &iter, (int) match->start);
  gtk_text_view_scroll_to_iter (self->text_view, &iter, 0.1, FALSE, 0, 0);
}

static void
search_changed_cb (RefrainRawAnswerWindow *self)
{
  const char *query = gtk_editable_get_text (GTK_EDITABLE (self->search_entry));

  g_clear_pointer (&self->matches, g_array_unref);
  self->matches = refrain_raw_answer_find (self->shown != NULL ? self->shown : "", query);
  untag (self, "match");
  for (guint i = 0; i < MIN (self->matches->len, MAX_HIGHLIGHTS); i++)
    tag_match (self, &g_array_index (self->matches, RefrainTextMatch, i), "match");
  show_match (self, self->matches->len > 0 ? 0 : -1);
}

static void
step (RefrainRawAnswerWindow *self, int by)
{
  int n_matches = (int) self->matches->len;

  if (n_matches > 0)
    show_match (self, (self->current + by + n_matches) % n_matches);
}

static void
next_match_cb (RefrainRawAnswerWindow *self)
{
  step (self, 1);
}

static void
previous_match_cb (RefrainRawAnswerWindow *self)
{
  step (self, -1);
}

static void
stop_search_cb (RefrainRawAnswerWindow *self)
{
  gtk_search_bar_set_search_mode (self->search_bar, FALSE);
  gtk_widget_grab_focus (GTK_WIDGET (self->text_view));
}

/* Cuts after a whole character. */
static char *
dup_shown (const char *answer)
{
  gsize length = strlen (answer);
  const char *end;

  if (length <= MAX_SHOWN_BYTES)
    return g_strdup (answer);

  end = g_utf8_find_prev_char (answer, answer + MAX_SHOWN_BYTES);
  return g_strndup (answer, (gsize) (end - answer));
}

static void
take_answer (RefrainRawAnswerWindow *self, char *answer)
{
  gboolean cut;

  g_free (self->answer);
  self->answer = answer;
  g_free (self->shown);
  self->shown = dup_shown (answer);
  cut = strlen (self->shown) < strlen (answer);
  if (cut)
    {
      g_autofree char *size = g_format_size (strlen (answer));
      g_autofree char *text = g_strdup_printf (
          _ ("The answer has %s. Its beginning is shown; Copy All takes the whole of it."), size);

      gtk_label_set_text (self->notice, text);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->notice), cut);
  gtk_text_buffer_set_text (get_buffer (self), self->shown, -1);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "raw.copy-all", TRUE);
  gtk_stack_set_visible_child_name (self->stack, "text");
  search_changed_cb (self);
}

static void
show_error (RefrainRawAnswerWindow *self, const GError *error)
{
  g_autofree char *escaped = g_markup_escape_text (error->message, -1);

  adw_status_page_set_description (self->error_page, escaped);
  gtk_stack_set_visible_child_name (self->stack, "error");
}

static void
indented_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  RefrainRawAnswerWindow *self = REFRAIN_RAW_ANSWER_WINDOW (source);
  char *text = g_task_propagate_pointer (G_TASK (result), NULL);

  /* %NULL when the window is gone. */
  if (text != NULL)
    take_answer (self, text);
}

static void
indent_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  g_autofree char *valid = g_utf8_make_valid (task_data, -1);

  g_task_return_pointer (task, refrain_raw_answer_indent (valid), g_free);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RefrainRawAnswerWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GTask) task = NULL;
  char *raw = refrain_library_get_raw_finish (REFRAIN_LIBRARY (source), result, &error);

  if (g_cancellable_is_cancelled (self->cancellable))
    g_free (raw);
  else if (error != NULL)
    show_error (self, error);
  else if (raw == NULL)
    gtk_stack_set_visible_child_name (self->stack, "empty");
  else
    {
      task = g_task_new (self, self->cancellable, indented_cb, NULL);
      g_task_set_source_tag (task, loaded_cb);
      g_task_set_task_data (task, raw, g_free);
      g_task_run_in_thread (task, indent_thread);
    }
}

static void
reload (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RefrainRawAnswerWindow *self = REFRAIN_RAW_ANSWER_WINDOW (widget);

  gtk_stack_set_visible_child_name (self->stack, "loading");
  gtk_widget_action_set_enabled (widget, "raw.copy-all", FALSE);
  refrain_library_get_raw_async (refrain_context_get_library (self->context), self->task_row,
                                 self->cancellable, loaded_cb, g_object_ref (self));
}

static void
copy_all (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RefrainRawAnswerWindow *self = REFRAIN_RAW_ANSWER_WINDOW (widget);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), self->answer);
  adw_window_title_set_subtitle (self->window_title, _ ("Copied to the clipboard"));
}

static void
search (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RefrainRawAnswerWindow *self = REFRAIN_RAW_ANSWER_WINDOW (widget);

  gtk_search_bar_set_search_mode (self->search_bar, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
}

static void
go (GtkWidget *widget, const char *name, GVariant *parameter)
{
  step (REFRAIN_RAW_ANSWER_WINDOW (widget), g_str_equal (name, "raw.next") ? 1 : -1);
}

static void
refrain_raw_answer_window_dispose (GObject *object)
{
  RefrainRawAnswerWindow *self = REFRAIN_RAW_ANSWER_WINDOW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (refrain_raw_answer_window_parent_class)->dispose (object);
}

static void
refrain_raw_answer_window_finalize (GObject *object)
{
  RefrainRawAnswerWindow *self = REFRAIN_RAW_ANSWER_WINDOW (object);

  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->matches, g_array_unref);
  g_clear_pointer (&self->answer, g_free);
  g_clear_pointer (&self->shown, g_free);

  G_OBJECT_CLASS (refrain_raw_answer_window_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/refrain_music/Refrain/ui/dialogs/refrain-raw-answer-window.ui");
  gtk_widget_class_bind_template_child (widget_class, RefrainRawAnswerWindow, window_title);
  gtk_widget_class_bind_template_child (widget_class, RefrainRawAnswerWindow, search_bar);
  gtk_widget_class_bind_template_child (widget_class, RefrainRawAnswerWindow, search_entry);
  gtk_widget_class_bind_template_child (widget_class, RefrainRawAnswerWindow, count_label);
  gtk_widget_class_bind_template_child (widget_class, RefrainRawAnswerWindow, notice);
  gtk_widget_class_bind_template_child (widget_class, RefrainRawAnswerWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, RefrainRawAnswerWindow, text_view);
  gtk_widget_class_bind_template_child (widget_class, RefrainRawAnswerWindow, error_page);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, next_match_cb);
  gtk_widget_class_bind_template_callback (widget_class, previous_match_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_search_cb);
}

static void
refrain_raw_answer_window_class_init (RefrainRawAnswerWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = refrain_raw_answer_window_dispose;
  object_class->finalize = refrain_raw_answer_window_finalize;

  bind_template (widget_class);
  gtk_widget_class_install_action (widget_class, "raw.reload", NULL, reload);
  gtk_widget_class_install_action (widget_class, "raw.copy-all", NULL, copy_all);
  gtk_widget_class_install_action (widget_class, "raw.search", NULL, search);
  gtk_widget_class_install_action (widget_class, "raw.next", NULL, go);
  gtk_widget_class_install_action (widget_class, "raw.previous", NULL, go);
}

static void
refrain_raw_answer_window_init (RefrainRawAnswerWindow *self)
{
  GtkTextBuffer *buffer;

  gtk_widget_init_template (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();
  self->matches = g_array_new (FALSE, FALSE, sizeof (RefrainTextMatch));
  self->current = -1;
  buffer = get_buffer (self);
  /* The colours of libadwaita's palette for warnings: readable on light and dark. */
  gtk_text_buffer_create_tag (buffer, "match", "background", "#f9f06b", "foreground", "#241f31",
                              NULL);
  gtk_text_buffer_create_tag (buffer, "current", "background", "#ff7800", "foreground", "#000000",
                              NULL);
  gtk_search_bar_connect_entry (self->search_bar, GTK_EDITABLE (self->search_entry));
  gtk_search_bar_set_key_capture_widget (self->search_bar, GTK_WIDGET (self));
  update_count (self);
}

/**
 * refrain_raw_answer_window_new:
 * @context: the services
 * @task_row: the task's row in the store
 *
 * Returns: (transfer none): a window that reads the answer; GTK owns it
 */
GtkWidget *
refrain_raw_answer_window_new (RefrainContext *context, gint64 task_row)
{
  RefrainRawAnswerWindow *self = g_object_new (REFRAIN_TYPE_RAW_ANSWER_WINDOW, NULL);
  RefrainTask *task = refrain_library_find_task (refrain_context_get_library (context), task_row);
  const RefrainTaskFacts *facts = task != NULL ? refrain_task_get_facts (task) : NULL;

  self->context = g_object_ref (context);
  self->task_row = task_row;
  if (facts != NULL && facts->id != NULL)
    adw_window_title_set_subtitle (self->window_title, facts->id);
  reload (GTK_WIDGET (self), NULL, NULL);

  return GTK_WIDGET (self);
}

/**
 * refrain_raw_answer_window_get_n_matches:
 * @self: a window
 *
 * Returns: how often the searched text was found
 */
guint
refrain_raw_answer_window_get_n_matches (RefrainRawAnswerWindow *self)
{
  g_return_val_if_fail (REFRAIN_IS_RAW_ANSWER_WINDOW (self), 0);

  return self->matches->len;
}
