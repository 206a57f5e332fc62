/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-write-lyrics.h"

#include "refrain-diff-view.h"
#include "refrain-error-presenter.h"
#include "refrain-text-area.h"

#include <glib/gi18n-lib.h>

/**
 * RefrainWriteLyrics:
 *
 * Has a gateway write lyrics, and hands them over. What is asked for is a task like any other: it
 * goes on when the window is closed, and stays in Tasks.
 */
struct _RefrainWriteLyrics
{
  AdwWindow parent_instance;

  RefrainContext *context; /* (owned) (nullable) */
  RefrainSource *source;   /* (owned) */
  RefrainRequest *request; /* (owned) */
  char *lyrics;            /* (owned) (nullable): what stands in the form */
  RefrainTask *task;       /* (owned) (nullable): once it is written down */
  gboolean sending;
  GtkWidget *back;
  GtkStack *stack;
  RefrainTextArea *words;
  GtkLabel *ask_note;
  GtkSpinner *spinner;
  GtkLabel *busy_label;
  AdwStatusPage *failed_page;
  GtkWidget *show_task;
  GtkStack *result_stack;
  GtkLabel *result_title;
  GtkLabel *result_text;
  RefrainDiffView *diff;
  GtkToggleButton *compare;
  GtkWidget *insert;
};

G_DEFINE_FINAL_TYPE (RefrainWriteLyrics, refrain_write_lyrics, ADW_TYPE_WINDOW)

enum
{
  SIGNAL_WRITTEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static gboolean
can_write (RefrainWriteLyrics *self)
{
  return refrain_gateway_can_submit (refrain_source_get_gateway (self->source),
                                     REFRAIN_REQUEST_LYRICS);
}

static void
show_page (RefrainWriteLyrics *self, const char *name)
{
  gtk_stack_set_visible_child_name (self->stack, name);
  gtk_spinner_set_spinning (self->spinner, g_str_equal (name, "busy"));
  gtk_widget_set_visible (self->back, g_str_equal (name, "done"));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "lyrics.write",
                                 g_str_equal (name, "ask") && can_write (self));
}

static void
fail (RefrainWriteLyrics *self, const char *title, const char *reason)
{
  g_autofree char *escaped = g_markup_escape_text (reason != NULL ? reason : "", -1);

  adw_status_page_set_title (self->failed_page, title);
  adw_status_page_set_description (self->failed_page, escaped);
  gtk_widget_set_visible (self->show_task, self->task != NULL);
  show_page (self, "failed");
}

static void
finish (RefrainWriteLyrics *self, const RefrainTaskFacts *facts)
{
  gboolean replaces = self->lyrics != NULL && *self->lyrics != '\0';

  gtk_label_set_text (self->result_title, facts->lyrics_title != NULL ? facts->lyrics_title : "");
  gtk_widget_set_visible (GTK_WIDGET (self->result_title), facts->lyrics_title != NULL);
  gtk_label_set_text (self->result_text, facts->lyrics_text);
  refrain_diff_view_clear (self->diff);
  refrain_diff_view_add (self->diff, _ ("Lyrics"), self->lyrics, facts->lyrics_text,
                         REFRAIN_DIFF_LINES);
  gtk_widget_set_visible (GTK_WIDGET (self->compare), replaces);
  gtk_button_set_label (GTK_BUTTON (self->insert),
                        replaces ? _ ("_Replace Lyrics") : _ ("_Insert"));
  show_page (self, "done");
  gtk_widget_grab_focus (self->insert);
}

static char *
dup_busy_text (const RefrainTaskFacts *facts)
{
  const char *word = facts->state_word;

  if (facts->id == NULL)
    return g_strdup (_ ("Sending…"));

  /* Translators: the gateway's own word for how far it is */
  return word != NULL ? g_strdup_printf (_ ("Writing… (%s)"), word) : g_strdup (_ ("Writing…"));
}

static void
follow (RefrainWriteLyrics *self)
{
  const RefrainTaskFacts *facts = refrain_task_get_facts (self->task);
  g_autofree char *busy = dup_busy_text (facts);

  if (facts->lyrics_text != NULL)
    finish (self, facts);
  else if (facts->state == REFRAIN_TASK_STATE_FAILED)
    fail (self, _ ("No Lyrics Were Written"),
          facts->fail_reason != NULL ? facts->fail_reason : _ ("The gateway gives no reason."));
  else if (facts->state == REFRAIN_TASK_STATE_COMPLETE)
    fail (self, _ ("No Lyrics Were Written"),
          _ ("The gateway says that it is done, and gives no lyrics."));
  else
    gtk_label_set_text (self->busy_label, busy);
}

static void
task_changed_cb (RefrainWriteLyrics *self, RefrainTask *task)
{
  if (task == self->task && !self->sending
      && g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "busy") == 0)
    follow (self);
}

static void
show_failure (RefrainWriteLyrics *self, const RefrainSubmission *submission)
{
  const RefrainTaskRecord *record = refrain_task_get_record (submission->task);
  g_autofree char *reason = submission->error != NULL
                                ? refrain_error_presenter_describe (submission->error)
                                : g_strdup (record->submit_error);
  g_autofree char *advice = NULL;

  if (record->submit_state == REFRAIN_SUBMIT_STATE_REFUSED)
    fail (self, _ ("The Gateway Refused This"), reason);
  else if (record->submit_state == REFRAIN_SUBMIT_STATE_NOT_SENT)
    fail (self, _ ("Not Sent: It Never Left This Computer"), reason);
  else
    {
      advice = g_strdup_printf ("%s\n\n%s", reason != NULL ? reason : "",
                                _ ("Look in Tasks before you send it again."));
      fail (self, _ ("The Gateway May Have Accepted This"), advice);
    }
}

static void
submitted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RefrainWriteLyrics) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (RefrainSubmission) submission = refrain_submitter_submit_finish (
      REFRAIN_SUBMITTER (source), result, &error);

  self->sending = FALSE;
  /* Closed meanwhile. */
  if (self->context == NULL)
    return;

  if (submission == NULL)
    {
      fail (self, _ ("Not Sent: It Could Not Be Written Down"), error->message);
      return;
    }

  g_set_object (&self->task, submission->task);
  if (submission->error != NULL
      || refrain_task_get_record (submission->task)->submit_state != REFRAIN_SUBMIT_STATE_SENT)
    show_failure (self, submission);
  else
    follow (self);
}

static void
write_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  RefrainWriteLyrics *self = REFRAIN_WRITE_LYRICS (widget);
  g_autofree char *words = refrain_text_area_dup_text (self->words);

  if (self->sending || !can_write (self)
      || g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "ask") != 0)
    return;

  refrain_request_set (&self->request->description, words);
  if (refrain_request_find_flaw (self->request) != REFRAIN_REQUEST_FINE)
    {
      refrain_text_area_set_error (self->words, _ ("Write what the lyrics are about"));
      gtk_label_set_text (self->ask_note, _ ("Write what the lyrics are about."));
      gtk_widget_grab_focus (GTK_WIDGET (self->words));
      return;
    }

  self->sending = TRUE;
  g_clear_object (&self->task);
  gtk_label_set_text (self->busy_label, _ ("Sending…"));
  show_page (self, "busy");
  refrain_submitter_submit_async (refrain_context_get_submitter (self->context), self->source,
                                  self->request, NULL, submitted_cb, g_object_ref (self));
}

static void
back_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  RefrainWriteLyrics *self = REFRAIN_WRITE_LYRICS (widget);

  gtk_toggle_button_set_active (self->compare, FALSE);
  show_page (self, "ask");
  gtk_widget_grab_focus (GTK_WIDGET (self->words));
}

static void
copy_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget),
                          gtk_label_get_text (REFRAIN_WRITE_LYRICS (widget)->result_text));
}

static void
insert_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  RefrainWriteLyrics *self = REFRAIN_WRITE_LYRICS (widget);
  const RefrainTaskFacts *facts = self->task != NULL ? refrain_task_get_facts (self->task) : NULL;

  if (facts == NULL || facts->lyrics_text == NULL)
    return;

  g_signal_emit (self, signals[SIGNAL_WRITTEN], 0, facts->lyrics_title, facts->lyrics_text);
  gtk_window_close (GTK_WINDOW (self));
}

static void
show_task_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  RefrainWriteLyrics *self = REFRAIN_WRITE_LYRICS (widget);
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (self));

  if (self->task != NULL && parent != NULL)
    gtk_widget_activate_action (GTK_WIDGET (parent), "win.open-task", "x",
                                refrain_task_get_row_id (self->task));
  gtk_window_close (GTK_WINDOW (self));
}

static void
compare_toggled_cb (RefrainWriteLyrics *self)
{
  gtk_stack_set_visible_child_name (self->result_stack,
                                    gtk_toggle_button_get_active (self->compare) ? "diff" : "text");
}

static void
words_changed_cb (RefrainWriteLyrics *self)
{
  refrain_text_area_set_error (self->words, NULL);
}

static void
refrain_write_lyrics_dispose (GObject *object)
{
  RefrainWriteLyrics *self = REFRAIN_WRITE_LYRICS (object);

  g_clear_object (&self->task);
  g_clear_object (&self->source);
  g_clear_object (&self->context);
  gtk_widget_dispose_template (GTK_WIDGET (self), REFRAIN_TYPE_WRITE_LYRICS);

  G_OBJECT_CLASS (refrain_write_lyrics_parent_class)->dispose (object);
}

static void
refrain_write_lyrics_finalize (GObject *object)
{
  RefrainWriteLyrics *self = REFRAIN_WRITE_LYRICS (object);

  g_clear_pointer (&self->request, refrain_request_free);
  g_free (self->lyrics);

  G_OBJECT_CLASS (refrain_write_lyrics_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  g_type_ensure (REFRAIN_TYPE_TEXT_AREA);
  g_type_ensure (REFRAIN_TYPE_DIFF_VIEW);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/refrain_music/Refrain/ui/pages/create/refrain-write-lyrics.ui");
  gtk_widget_class_bind_template_child (widget_class, RefrainWriteLyrics, back);
  gtk_widget_class_bind_template_child (widget_class, RefrainWriteLyrics, stack);
  gtk_widget_class_bind_template_child (widget_class, RefrainWriteLyrics, words);
  gtk_widget_class_bind_template_child (widget_class, RefrainWriteLyrics, ask_note);
  gtk_widget_class_bind_template_child (widget_class, RefrainWriteLyrics, spinner);
  gtk_widget_class_bind_template_child (widget_class, RefrainWriteLyrics, busy_label);
  gtk_widget_class_bind_template_child (widget_class, RefrainWriteLyrics, failed_page);
  gtk_widget_class_bind_template_child (widget_class, RefrainWriteLyrics, show_task);
  gtk_widget_class_bind_template_child (widget_class, RefrainWriteLyrics, result_stack);
  gtk_widget_class_bind_template_child (widget_class, RefrainWriteLyrics, result_title);
  gtk_widget_class_bind_template_child (widget_class, RefrainWriteLyrics, result_text);
  gtk_widget_class_bind_template_child (widget_class, RefrainWriteLyrics, diff);
  gtk_widget_class_bind_template_child (widget_class, RefrainWriteLyrics, compare);
  gtk_widget_class_bind_template_child (widget_class, RefrainWriteLyrics, insert);
}

static void
refrain_write_lyrics_class_init (RefrainWriteLyricsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = refrain_write_lyrics_dispose;
  object_class->finalize = refrain_write_lyrics_finalize;

  /**
   * RefrainWriteLyrics::written:
   * @self: a window
   * @title: (nullable): what the lyrics are called
   * @lyrics: the lyrics
   *
   * The user wants them in the form.
   */
  signals[SIGNAL_WRITTEN] = g_signal_new ("written", REFRAIN_TYPE_WRITE_LYRICS, G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_STRING,
                                          G_TYPE_STRING);
  bind_template (widget_class);
  gtk_widget_class_install_action (widget_class, "lyrics.write", NULL, write_cb);
  gtk_widget_class_install_action (widget_class, "lyrics.back", NULL, back_cb);
  gtk_widget_class_install_action (widget_class, "lyrics.copy", NULL, copy_cb);
  gtk_widget_class_install_action (widget_class, "lyrics.insert", NULL, insert_cb);
  gtk_widget_class_install_action (widget_class, "lyrics.show-task", NULL, show_task_cb);
}

static void
refrain_write_lyrics_init (RefrainWriteLyrics *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (self->compare, "toggled", G_CALLBACK (compare_toggled_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->words, "changed", G_CALLBACK (words_changed_cb), self,
                           G_CONNECT_SWAPPED);
}

/**
 * refrain_write_lyrics_new:
 * @context: the services
 * @source: the gateway that shall write
 * @request: what is known already, of %REFRAIN_REQUEST_LYRICS
 * @lyrics: (nullable): what stands in the form, to compare with
 *
 * Returns: (transfer none): a window that asks for words first
 */
GtkWidget *
refrain_write_lyrics_new (RefrainContext *context,
                          RefrainSource *source,
                          const RefrainRequest *request,
                          const char *lyrics)
{
  RefrainWriteLyrics *self = g_object_new (REFRAIN_TYPE_WRITE_LYRICS, NULL);
  g_autofree char *note = NULL;

  self->context = g_object_ref (context);
  self->source = g_object_ref (source);
  self->request = refrain_request_copy (request);
  self->lyrics = g_strdup (lyrics);
  refrain_text_area_set_text (self->words, request->description);
  note = g_strdup_printf (can_write (self)
                              ? _ ("“%s” writes them, which may cost something. It takes up to two "
                                   "minutes.")
                              : _ ("“%s” does not write lyrics. Choose another gateway."),
                          refrain_source_get_name (source));
  gtk_label_set_text (self->ask_note, note);
  g_signal_connect_object (refrain_context_get_library (context), "task-changed",
                           G_CALLBACK (task_changed_cb), self, G_CONNECT_SWAPPED);
  show_page (self, "ask");
  return GTK_WIDGET (self);
}

/**
 * refrain_write_lyrics_get_task:
 * @self: a window
 *
 * Returns: (transfer none) (nullable): what writes them
 */
RefrainTask *
refrain_write_lyrics_get_task (RefrainWriteLyrics *self)
{
  g_return_val_if_fail (REFRAIN_IS_WRITE_LYRICS (self), NULL);

  return self->task;
}
