/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-task-questions.h"

#include "refrain-ids.h"
#include "refrain-task-status.h"

#include <glib/gi18n-lib.h>

/* What is asked before something is done with tasks that costs money or cannot be taken back. */

/* What a question is about, for as long as it stands. */
typedef struct
{
  RefrainContext *context;          /* (owned) */
  RefrainErrorPresenter *presenter; /* (owned) (nullable) */
  GPtrArray *tasks;                 /* (owned) (element-type RefrainTask) */
} Question;

static Question *
question_new (RefrainContext *context, RefrainErrorPresenter *presenter, GPtrArray *tasks)
{
  Question *question = g_new0 (Question, 1);

  question->context = g_object_ref (context);
  g_set_object (&question->presenter, presenter);
  question->tasks = g_ptr_array_ref (tasks);
  return question;
}

static Question *
question_new_for_one (RefrainContext *context, RefrainErrorPresenter *presenter, RefrainTask *task)
{
  g_autoptr (GPtrArray) tasks = g_ptr_array_new_with_free_func (g_object_unref);

  g_ptr_array_add (tasks, g_object_ref (task));
  return question_new (context, presenter, tasks);
}

static void
question_free (Question *question)
{
  g_clear_object (&question->context);
  g_clear_object (&question->presenter);
  g_ptr_array_unref (question->tasks);
  g_free (question);
}

static void
question_destroy (gpointer data, GClosure *closure)
{
  question_free (data);
}

/* Takes @question. */
static AdwMessageDialog *
ask (GtkWidget *widget,
     const char *heading,
     const char *body,
     const char *yes,
     AdwResponseAppearance appearance,
     GCallback response_cb,
     Question *question)
{
  GtkRoot *root = gtk_widget_get_root (widget);
  GtkWidget *dialog = adw_message_dialog_new (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL,
                                              heading, body);

  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _ ("_Cancel"), "yes",
                                    yes, NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "yes", appearance);
  /* What may cost money is never a matter of pressing Enter once too often. */
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_signal_connect_data (dialog, "response", response_cb, question, question_destroy, 0);
  gtk_window_present (GTK_WINDOW (dialog));
  return ADW_MESSAGE_DIALOG (dialog);
}

static void
submitted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RefrainErrorPresenter) presenter = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (RefrainSubmission) submission = refrain_submitter_submit_finish (
      REFRAIN_SUBMITTER (source), result, &error);

  if (submission == NULL)
    refrain_error_presenter_show (presenter, _ ("It was not sent"), error);
  else if (submission->error != NULL)
    /* Its own row says which of the bad ends it is. */
    refrain_error_presenter_show (presenter, _ ("The gateway has not taken it"), submission->error);
}

static guint
submit_all (Question *question)
{
  RefrainLibrary *library = refrain_context_get_library (question->context);
  RefrainSubmitter *submitter = refrain_context_get_submitter (question->context);
  guint count = 0;

  for (guint i = 0; i < question->tasks->len; i++)
    {
      RefrainTask *task = g_ptr_array_index (question->tasks, i);
      g_autoptr (RefrainRequest) request = refrain_forms_request_of_task (task);
      g_autoptr (RefrainSource) source = refrain_library_find_source_by_row (
          library, refrain_task_get_record (task)->gateway_row);

      if (request == NULL || source == NULL)
        continue;
      refrain_submitter_submit_async (submitter, source, request, NULL, submitted_cb,
                                      g_object_ref (question->presenter));
      count++;
    }

  return count;
}

static void
submit_response_cb (AdwMessageDialog *dialog, const char *response, gpointer user_data)
{
  Question *question = user_data;
  guint count;

  if (!g_str_equal (response, "yes"))
    return;

  count = submit_all (question);
  if (count == 0)
    refrain_error_presenter_toast (question->presenter,
                                   _ ("This task’s gateway is not in Preferences any more"));
}

/* Those of which it is known what was asked for, and which have ended or may have. */
static GPtrArray *
list_repeatable (GPtrArray *tasks)
{
  GPtrArray *list = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < tasks->len; i++)
    {
      RefrainTask *task = g_ptr_array_index (tasks, i);
      g_autoptr (RefrainRequest) request = refrain_forms_request_of_task (task);

      if (request != NULL
          && !refrain_task_status_is_under_way (
              refrain_task_status_of (refrain_task_get_record (task))))
        g_ptr_array_add (list, g_object_ref (task));
    }

  return list;
}

static guint
count_status (GPtrArray *tasks, RefrainTaskStatus status)
{
  guint count = 0;

  for (guint i = 0; i < tasks->len; i++)
    count += refrain_task_status_of (refrain_task_get_record (g_ptr_array_index (tasks, i)))
                     == status
                 ? 1
                 : 0;

  return count;
}

static char *
dup_submit_body (GPtrArray *tasks)
{
  guint n_maybe = count_status (tasks, REFRAIN_TASK_STATUS_MAYBE);
  guint n_unsent = count_status (tasks, REFRAIN_TASK_STATUS_NOT_SENT);

  if (n_maybe > 0)
    return g_strdup_printf (
        ngettext ("The gateway may have accepted %u of these already. If it has, that is made and "
                  "charged twice.",
                  "The gateway may have accepted %u of these already. What it has accepted is then "
                  "made and charged twice.",
                  n_maybe),
        n_maybe);
  if (n_unsent == tasks->len)
    return g_strdup (_ ("Nothing of this was sent before, so nothing was charged for it."));

  return g_strdup (
      _ ("This is a new request with the same settings. The gateway may charge for it."));
}

/**
 * refrain_task_questions_submit_again:
 * @widget: where the user is
 * @context: the services
 * @presenter: where results and errors are told
 * @tasks: (element-type RefrainTask): tasks
 *
 * Asks once for all whether to send the same requests again, and does so. Each is a task of its
 * own.
 */
void
refrain_task_questions_submit_again (GtkWidget *widget,
                                     RefrainContext *context,
                                     RefrainErrorPresenter *presenter,
                                     GPtrArray *tasks)
{
  g_autoptr (GPtrArray) repeatable = list_repeatable (tasks);
  guint n_maybe = count_status (repeatable, REFRAIN_TASK_STATUS_MAYBE);
  g_autofree char *heading = NULL;
  g_autofree char *body = NULL;

  if (repeatable->len == 0)
    {
      refrain_error_presenter_toast (presenter, _ ("There is nothing here to be submitted again"));
      return;
    }

  heading = repeatable->len == 1
                ? g_strdup (_ ("Submit It Again?"))
                : g_strdup_printf (ngettext ("Submit %u Request Again?",
                                             "Submit %u Requests Again?", repeatable->len),
                                   repeatable->len);
  body = repeatable->len == 1 && n_maybe == 1
             ? g_strdup (_ ("Nobody knows whether the gateway has accepted it. If it has, the song "
                            "is made twice, and may be charged twice."))
             : dup_submit_body (repeatable);
  ask (widget, heading, body, _ ("_Submit Again"),
       n_maybe > 0 ? ADW_RESPONSE_DESTRUCTIVE : ADW_RESPONSE_SUGGESTED,
       G_CALLBACK (submit_response_cb), question_new (context, presenter, repeatable));
}

static void
found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RefrainErrorPresenter) presenter = user_data;
  g_autoptr (GError) error = NULL;

  if (refrain_submitter_find_finish (REFRAIN_SUBMITTER (source), result, &error))
    refrain_error_presenter_toast (presenter, _ ("Found: the gateway has accepted it"));
  else if (error != NULL)
    refrain_error_presenter_show (presenter, _ ("The gateway’s songs cannot be looked through"),
                                  error);
  else
    refrain_error_presenter_toast (presenter,
                                   _ ("Not among the gateway’s latest songs, or not there yet"));
}

/**
 * refrain_task_questions_find:
 * @context: the services
 * @presenter: where results and errors are told
 * @task: a task that may have been accepted
 *
 * Looks for it at the gateway, where that is possible. Nothing is sent again.
 */
void
refrain_task_questions_find (RefrainContext *context,
                             RefrainErrorPresenter *presenter,
                             RefrainTask *task)
{
  RefrainSubmitter *submitter = refrain_context_get_submitter (context);

  if (refrain_submitter_can_find (submitter, task))
    refrain_submitter_find_async (submitter, task, NULL, found_cb, g_object_ref (presenter));
}

static void
adopted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RefrainErrorPresenter) presenter = user_data;
  g_autoptr (GError) error = NULL;

  if (refrain_submitter_adopt_finish (REFRAIN_SUBMITTER (source), result, &error))
    refrain_error_presenter_toast (presenter, _ ("Found: the gateway has accepted it"));
  else
    refrain_error_presenter_show (presenter, _ ("The gateway does not have this id"), error);
}

static void
adopt_response_cb (AdwMessageDialog *dialog, const char *response, gpointer user_data)
{
  Question *question = user_data;
  GtkWidget *entry = adw_message_dialog_get_extra_child (dialog);
  g_auto (GStrv) ids = refrain_ids_split (gtk_editable_get_text (GTK_EDITABLE (entry)), NULL);

  if (g_str_equal (response, "yes") && ids[0] != NULL)
    refrain_submitter_adopt_async (refrain_context_get_submitter (question->context),
                                   g_ptr_array_index (question->tasks, 0), ids[0], NULL, adopted_cb,
                                   g_object_ref (question->presenter));
}

static void
adopt_changed_cb (AdwMessageDialog *dialog)
{
  GtkWidget *entry = adw_message_dialog_get_extra_child (dialog);
  g_auto (GStrv) ids = refrain_ids_split (gtk_editable_get_text (GTK_EDITABLE (entry)), NULL);

  adw_message_dialog_set_response_enabled (dialog, "yes", ids[0] != NULL);
}

/**
 * refrain_task_questions_adopt:
 * @widget: where the user is
 * @context: the services
 * @presenter: where results and errors are told
 * @task: a task that may have been accepted
 *
 * Asks for the id that the gateway gave it, and gives it to the task when the gateway knows it.
 */
void
refrain_task_questions_adopt (GtkWidget *widget,
                              RefrainContext *context,
                              RefrainErrorPresenter *presenter,
                              RefrainTask *task)
{
  AdwMessageDialog *dialog = ask (
      widget, _ ("Which Task Is It?"),
      _ ("Enter the id that the gateway gave it. Refrain asks the gateway for that task, and sends "
         "nothing again."),
      _ ("_Look It Up"), ADW_RESPONSE_SUGGESTED, G_CALLBACK (adopt_response_cb),
      question_new_for_one (context, presenter, task));
  GtkWidget *entry = gtk_entry_new ();

  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), _ ("Task id"));
  gtk_entry_set_activates_default (GTK_ENTRY (entry), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Task id"), -1);
  adw_message_dialog_set_extra_child (dialog, entry);
  adw_message_dialog_set_response_enabled (dialog, "yes", FALSE);
  /* This costs nothing. */
  adw_message_dialog_set_default_response (dialog, "yes");
  g_signal_connect_object (entry, "changed", G_CALLBACK (adopt_changed_cb), dialog,
                           G_CONNECT_SWAPPED);
  gtk_widget_grab_focus (entry);
}

static void
dismiss_response_cb (AdwMessageDialog *dialog, const char *response, gpointer user_data)
{
  Question *question = user_data;

  if (g_str_equal (response, "yes"))
    refrain_submitter_dismiss (refrain_context_get_submitter (question->context),
                               g_ptr_array_index (question->tasks, 0));
}

/**
 * refrain_task_questions_dismiss:
 * @widget: where the user is
 * @context: the services
 * @task: a task that may have been accepted
 *
 * Asks whether the user has really found out that nothing came of it.
 */
void
refrain_task_questions_dismiss (GtkWidget *widget, RefrainContext *context, RefrainTask *task)
{
  ask (widget, _ ("It Was Not Accepted?"),
       _ ("The task is kept among those that failed. If the gateway has accepted it after all, "
          "its songs do not come here by themselves: open them by their id then."),
       _ ("_Not Accepted"), ADW_RESPONSE_DESTRUCTIVE, G_CALLBACK (dismiss_response_cb),
       question_new_for_one (context, NULL, task));
}
