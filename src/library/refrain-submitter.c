/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-submitter-private.h"

#include "refrain-gateway-error.h"
#include "refrain-library-error.h"
#include "refrain-request-json.h"
#include "refrain-sender.h"
#include "refrain-store-forms.h"
#include "refrain-store-ledger.h"

#include <glib/gi18n-lib.h>

#define CHECK_SECONDS 5
#define REWRITE_SECONDS 3

/**
 * RefrainSubmitter:
 *
 * Sends requests, each of them once. A request is on the disk before it is sent, and what is known
 * of it afterwards is written there as well; see the ledger of the store. Nothing here ever sends
 * one again: to try again is for the user to say, and is another request.
 */
G_DEFINE_FINAL_TYPE (RefrainSubmitter, refrain_submitter, G_TYPE_OBJECT)

typedef enum
{
  PROP_N_SENDING = 1,
} RefrainSubmitterProperty;

static GParamSpec *properties[PROP_N_SENDING + 1];

/* What the gateway said, on its way into the ledger. */
typedef struct
{
  gint64 row;
  RefrainSubmitState state;
  char *reason;            /* (owned) (nullable) */
  RefrainTaskFacts *facts; /* (owned) (nullable): when it was accepted */
  char *raw;               /* (owned) (nullable) */
} Entry;

/* A request on its way. */
typedef struct
{
  RefrainSource *source;   /* (owned) */
  RefrainRequest *request; /* (owned) */
  char *request_json;      /* (owned) */
  char *sender;            /* (owned) */
  RefrainTask *task;       /* (owned) (nullable): once it is written down */
  Entry *entry;            /* (owned) (nullable): what the gateway said, until it is written down */
  GError *error;           /* (owned) (nullable) */
  char *raw;               /* (owned) (nullable) */
} Submit;

static void
entry_free (gpointer data)
{
  Entry *entry = data;

  g_clear_pointer (&entry->facts, refrain_task_facts_free);
  g_free (entry->reason);
  g_free (entry->raw);
  g_free (entry);
}

static void
submit_free (gpointer data)
{
  Submit *submit = data;

  g_clear_pointer (&submit->entry, entry_free);
  g_clear_object (&submit->source);
  g_clear_object (&submit->task);
  g_clear_pointer (&submit->request, refrain_request_free);
  g_clear_error (&submit->error);
  g_free (submit->request_json);
  g_free (submit->sender);
  g_free (submit->raw);
  g_free (submit);
}

static void
count_sending (RefrainSubmitter *self, int difference)
{
  self->n_sending = (guint) ((int) self->n_sending + difference);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_SENDING]);
}

/* Private to the layer: brings the task object up to date. Returns it, for as long as the library
 * has it. */
RefrainTask *
refrain_submitter_show (RefrainSubmitter *self, RefrainTaskRecord *record)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new ();

  g_ptr_array_add (records, record);
  refrain_library_merge_tasks (self->library, records, NULL);
  refrain_library_queue_changed (self->library);
  return refrain_library_find_task (self->library, record->row_id);
}

static gpointer
write_entry_job (RefrainConnection *connection, gpointer data, GError **error)
{
  const Entry *entry = data;

  return entry->facts != NULL
             ? refrain_store_ledger_accept (connection, entry->row, entry->facts, entry->raw, error)
             : refrain_store_ledger_settle (connection, entry->row, entry->state, entry->reason,
                                            error);
}

/* What the gateway said and the disk would not take, yet. The id of a task that is paid for is
 * worth every try. */
typedef struct
{
  RefrainSubmitter *self; /* (owned) */
  Entry *entry;           /* (owned) */
} Rewrite;

static void rewrite_later (RefrainSubmitter *self, Entry *entry);

static void
rewritten_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Rewrite *rewrite = user_data;
  g_autoptr (RefrainSubmitter) self = rewrite->self;
  g_autoptr (GError) error = NULL;
  g_autoptr (RefrainTaskRecord) record = refrain_store_run_finish (REFRAIN_STORE (source), result,
                                                                   &error);

  if (record == NULL)
    {
      rewrite_later (self, rewrite->entry);
      return;
    }

  refrain_submitter_show (self, record);
  entry_free (rewrite->entry);
  count_sending (self, -1);
}

static gboolean
rewrite_cb (gpointer user_data)
{
  Rewrite *rewrite = user_data;

  refrain_store_run_async (refrain_library_get_store (rewrite->self->library), write_entry_job,
                           rewrite->entry, NULL, (GDestroyNotify) refrain_task_record_free, NULL,
                           rewritten_cb, rewrite);
  return G_SOURCE_REMOVE;
}

/* Takes @entry. */
static void
rewrite_later (RefrainSubmitter *self, Entry *entry)
{
  Rewrite *rewrite = g_new0 (Rewrite, 1);

  rewrite->self = g_object_ref (self);
  rewrite->entry = entry;
  g_timeout_add_seconds (REWRITE_SECONDS, rewrite_cb, rewrite);
}

static void
entry_written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  RefrainSubmitter *self = g_task_get_source_object (task);
  Submit *submit = g_task_get_task_data (task);
  RefrainSubmission *submission = g_new0 (RefrainSubmission, 1);
  GError *error = NULL;
  g_autoptr (RefrainTaskRecord) record = refrain_store_run_finish (REFRAIN_STORE (source), result,
                                                                   &error);

  if (record != NULL)
    {
      refrain_submitter_show (self, record);
      count_sending (self, -1);
    }
  else
    {
      rewrite_later (self, g_steal_pointer (&submit->entry));
      g_clear_error (&submit->error);
      submit->error = error;
    }
  submission->task = g_object_ref (submit->task);
  submission->error = g_steal_pointer (&submit->error);
  submission->raw = g_steal_pointer (&submit->raw);
  g_task_return_pointer (task, submission, (GDestroyNotify) refrain_submission_free);
}

static RefrainSubmitState
state_of_fate (RefrainSubmitFate fate)
{
  switch (fate)
    {
    case REFRAIN_SUBMIT_ACCEPTED:
      return REFRAIN_SUBMIT_STATE_SENT;
    case REFRAIN_SUBMIT_REFUSED:
      return REFRAIN_SUBMIT_STATE_REFUSED;
    case REFRAIN_SUBMIT_NOT_SENT:
      return REFRAIN_SUBMIT_STATE_NOT_SENT;
    case REFRAIN_SUBMIT_UNKNOWN:
    default:
      return REFRAIN_SUBMIT_STATE_MAYBE;
    }
}

/* What the ledger is told. The answer to a submit may have clips already. */
static Entry *
entry_new (gint64 row, RefrainSubmitResult *answer)
{
  Entry *entry = g_new0 (Entry, 1);

  entry->row = row;
  entry->state = state_of_fate (answer->fate);
  entry->reason = answer->error != NULL ? g_strdup (answer->error->message) : NULL;
  if (answer->fate != REFRAIN_SUBMIT_ACCEPTED)
    return entry;

  entry->facts = answer->task != NULL ? refrain_task_facts_copy (answer->task)
                                      : refrain_task_facts_new ();
  g_free (entry->facts->id);
  entry->facts->id = g_strdup (answer->task_id);
  entry->raw = g_strdup (answer->raw);
  if (answer->task == NULL)
    entry->facts->state = REFRAIN_TASK_STATE_SUBMITTED;
  return entry;
}

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  RefrainSubmitter *self = g_task_get_source_object (task);
  Submit *submit = g_task_get_task_data (task);
  g_autoptr (RefrainSubmitResult) answer = refrain_gateway_submit_finish (REFRAIN_GATEWAY (source),
                                                                          result);

  refrain_library_set_offline (self->library,
                               answer->fate == REFRAIN_SUBMIT_NOT_SENT
                                   && g_error_matches (answer->error, REFRAIN_GATEWAY_ERROR,
                                                       REFRAIN_GATEWAY_ERROR_UNREACHABLE));
  submit->error = answer->error != NULL ? g_error_copy (answer->error) : NULL;
  submit->raw = g_strdup (answer->raw);
  submit->entry = entry_new (refrain_task_get_row_id (submit->task), answer);
  refrain_store_run_async (refrain_library_get_store (self->library), write_entry_job,
                           submit->entry, NULL, (GDestroyNotify) refrain_task_record_free, NULL,
                           entry_written_cb, task);
}

static gpointer
begin_job (RefrainConnection *connection, gpointer data, GError **error)
{
  const Submit *submit = data;
  gint64 gateway_row = refrain_source_get_row_id (submit->source);
  RefrainTaskRecord *record = refrain_store_ledger_begin (
      connection, gateway_row, submit->request, submit->request_json, submit->sender, error);

  /* The history is a convenience: nothing hangs on it. */
  if (record != NULL
      && !refrain_store_forms_remember (connection, gateway_row, submit->request,
                                        submit->request_json, NULL))
    g_warning ("The history of prompts could not be written");
  return record;
}

static void
begun_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  RefrainSubmitter *self = g_task_get_source_object (task);
  Submit *submit = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (RefrainTaskRecord) record = refrain_store_run_finish (REFRAIN_STORE (source), result,
                                                                   &error);

  if (record == NULL)
    {
      count_sending (self, -1);
      g_task_return_error (task, error);
      g_object_unref (task);
      return;
    }

  /* On the disk: from here on it is sent once, and nobody can call it back. */
  submit->task = g_object_ref (refrain_submitter_show (self, record));
  refrain_gateway_submit_async (refrain_source_get_gateway (submit->source), submit->request, NULL,
                                answered_cb, task);
}

/* Takes @task. */
static void
begin (GTask *task)
{
  RefrainSubmitter *self = g_task_get_source_object (task);

  refrain_store_run_async (refrain_library_get_store (self->library), begin_job,
                           g_task_get_task_data (task), NULL,
                           (GDestroyNotify) refrain_task_record_free, NULL, begun_cb, task);
}

static void
ready_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  GError *error = NULL;

  if (refrain_library_ready_source_finish (REFRAIN_LIBRARY (source), result, &error))
    {
      begin (task);
      return;
    }

  count_sending (g_task_get_source_object (task), -1);
  g_task_return_error (task, error);
  g_object_unref (task);
}

static gpointer
recover_job (RefrainConnection *connection, gpointer data, GError **error)
{
  return refrain_store_ledger_recover (connection, refrain_sender_is_alive, error);
}

static void
recovered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RefrainSubmitter) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) records = refrain_store_run_finish (REFRAIN_STORE (source), result, &error);

  if (records == NULL)
    g_warning ("The ledger could not be looked through: %s", error->message);
  for (guint i = 0; records != NULL && i < records->len; i++)
    refrain_submitter_show (self, g_ptr_array_index (records, i));
}

static gboolean
check_cb (gpointer user_data)
{
  RefrainSubmitter *self = user_data;

  if (g_hash_table_size (self->sending) == 0)
    {
      self->check_source = 0;
      return G_SOURCE_REMOVE;
    }

  refrain_submitter_recover (self);
  return G_SOURCE_CONTINUE;
}

/* Another program may be sending, and may be ended before it hears an answer. */
static void
task_changed_cb (RefrainLibrary *library, RefrainTask *task, gpointer user_data)
{
  RefrainSubmitter *self = user_data;

  if (refrain_task_get_record (task)->submit_state != REFRAIN_SUBMIT_STATE_SENDING)
    {
      g_hash_table_remove (self->sending, task);
      return;
    }

  g_hash_table_add (self->sending, g_object_ref (task));
  if (self->check_source == 0)
    self->check_source = g_timeout_add_seconds (CHECK_SECONDS, check_cb, self);
}

static void
refrain_submitter_dispose (GObject *object)
{
  RefrainSubmitter *self = REFRAIN_SUBMITTER (object);

  g_clear_handle_id (&self->check_source, g_source_remove);
  g_hash_table_remove_all (self->sending);

  G_OBJECT_CLASS (refrain_submitter_parent_class)->dispose (object);
}

static void
refrain_submitter_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch ((RefrainSubmitterProperty) prop_id)
    {
    case PROP_N_SENDING:
      g_value_set_uint (value, REFRAIN_SUBMITTER (object)->n_sending);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
refrain_submitter_finalize (GObject *object)
{
  RefrainSubmitter *self = REFRAIN_SUBMITTER (object);

  g_clear_object (&self->library);
  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->sending, g_hash_table_unref);

  G_OBJECT_CLASS (refrain_submitter_parent_class)->finalize (object);
}

static void
refrain_submitter_class_init (RefrainSubmitterClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = refrain_submitter_dispose;
  object_class->finalize = refrain_submitter_finalize;
  object_class->get_property = refrain_submitter_get_property;

  /* How many requests are on their way: a program that ends now would not hear their answers. */
  properties[PROP_N_SENDING] = g_param_spec_uint ("n-sending", NULL, NULL, 0, G_MAXUINT, 0,
                                                  G_PARAM_READABLE | G_PARAM_STATIC_STRINGS
                                                      | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
refrain_submitter_init (RefrainSubmitter *self)
{
  self->name = refrain_sender_dup_self ();
  self->sending = g_hash_table_new_full (NULL, NULL, g_object_unref, NULL);
}

/**
 * refrain_submitter_new:
 * @library: the library
 *
 * Returns: (transfer full): its submitter
 */
RefrainSubmitter *
refrain_submitter_new (RefrainLibrary *library)
{
  RefrainSubmitter *self = g_object_new (REFRAIN_TYPE_SUBMITTER, NULL);

  self->library = g_object_ref (library);
  g_signal_connect_object (library, "task-changed", G_CALLBACK (task_changed_cb), self, 0);
  return self;
}

/**
 * refrain_submitter_recover:
 * @self: a submitter of an open library
 *
 * Finds requests whose sender was ended before it heard an answer, and has them say so.
 */
void
refrain_submitter_recover (RefrainSubmitter *self)
{
  g_return_if_fail (REFRAIN_IS_SUBMITTER (self));

  if (!refrain_library_is_read_only (self->library))
    refrain_store_run_async (refrain_library_get_store (self->library), recover_job, NULL, NULL,
                             (GDestroyNotify) g_ptr_array_unref, NULL, recovered_cb,
                             g_object_ref (self));
}

/**
 * refrain_submitter_get_n_sending:
 * @self: a submitter
 *
 * Returns: how many requests are on their way
 */
guint
refrain_submitter_get_n_sending (RefrainSubmitter *self)
{
  g_return_val_if_fail (REFRAIN_IS_SUBMITTER (self), 0);

  return self->n_sending;
}

/**
 * refrain_submitter_submit_async:
 * @self: a submitter
 * @source: the gateway to ask
 * @request: what for; without a flaw
 * @cancellable: (nullable): stops it as long as it is not written down; after that it is sent
 * @callback: called with the outcome
 * @user_data: for @callback
 *
 * Writes a request down and sends it, once. Its task is in the library's list before it is sent.
 */
void
refrain_submitter_submit_async (RefrainSubmitter *self,
                                RefrainSource *source,
                                const RefrainRequest *request,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  Submit *submit = g_new0 (Submit, 1);

  g_return_if_fail (REFRAIN_IS_SUBMITTER (self));

  g_task_set_source_tag (task, refrain_submitter_submit_async);
  g_task_set_task_data (task, submit, submit_free);
  /* Whoever stops waiting does not stop what is on its way. */
  g_task_set_check_cancellable (task, FALSE);
  submit->source = g_object_ref (source);
  submit->request = refrain_request_copy (request);
  submit->request_json = refrain_request_to_json (request);
  submit->sender = g_strdup (self->name);
  count_sending (self, 1);
  refrain_library_ready_source_async (self->library, source, cancellable, ready_cb, task);
}

/**
 * refrain_submitter_submit_finish:
 * @self: a submitter
 * @result: the outcome
 * @error: return location for an error: it could not be written down, so it was not sent
 *
 * Returns: (transfer full) (nullable): what became of it
 */
RefrainSubmission *
refrain_submitter_submit_finish (RefrainSubmitter *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, refrain_submitter_submit_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * refrain_submission_free:
 * @submission: (transfer full) (nullable): a submission
 */
void
refrain_submission_free (RefrainSubmission *submission)
{
  if (submission == NULL)
    return;

  g_clear_object (&submission->task);
  g_clear_error (&submission->error);
  g_free (submission->raw);
  g_free (submission);
}
