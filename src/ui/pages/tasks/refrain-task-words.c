/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-task-words.h"

#include "refrain-forms.h"
#include "refrain-gateway-error.h"
#include "refrain-task-status.h"
#include "refrain-text.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>
#include <string.h>

#define MINUTE (60 * 1000)
#define HOUR (60 * MINUTE)
#define DAY (24 * HOUR)
#define SUMMARY_CHARS 80

/* The fields of a request that have a name for people, in the order in which they are told. */
static const struct
{
  const char *field;
  const char *name;
} fields[] = {
  { "gpt_description_prompt", N_ ("Description") },
  { "title", N_ ("Title") },
  { "tags", N_ ("Style") },
  { "style", N_ ("Style") },
  { "negative_tags", N_ ("Not this style") },
  { "mv", N_ ("Model") },
  { "model", N_ ("Model") },
  { "make_instrumental", N_ ("Instrumental") },
  { "instrumental", N_ ("Instrumental") },
  { "continue_clip_id", N_ ("Extends clip") },
  { "continue_at", N_ ("Extends at") },
  { "clip_id", N_ ("Clip") },
  { "prompt", N_ ("Lyrics") },
};

/**
 * refrain_task_words_dup_age:
 * @then: UTC ms
 * @now: now, in the user's time zone
 *
 * Returns: (transfer full): how long ago that was, in a few words
 */
char *
refrain_task_words_dup_age (gint64 then, GDateTime *now)
{
  gint64 age = g_date_time_to_unix (now) * 1000 - then;
  guint n;
  g_autoptr (GDateTime) utc = NULL;
  g_autoptr (GDateTime) local = NULL;

  if (age < MINUTE)
    return g_strdup (_ ("just now"));
  if (age < HOUR)
    {
      n = (guint) (age / MINUTE);
      return g_strdup_printf (ngettext ("%u minute ago", "%u minutes ago", n), n);
    }
  if (age < DAY)
    {
      n = (guint) (age / HOUR);
      return g_strdup_printf (ngettext ("%u hour ago", "%u hours ago", n), n);
    }
  if (age < 7 * (gint64) DAY)
    {
      n = (guint) (age / DAY);
      return g_strdup_printf (ngettext ("%u day ago", "%u days ago", n), n);
    }

  utc = g_date_time_new_from_unix_utc (then / 1000);
  local = utc != NULL ? g_date_time_to_timezone (utc, g_date_time_get_timezone (now)) : NULL;
  /* Translators: a date, as in "18 Apr 2024", see strftime(). */
  return local != NULL ? g_date_time_format (local, _ ("%-d %b %Y")) : g_strdup ("");
}

/**
 * refrain_task_words_get_start:
 * @task: a task
 *
 * Returns: when it was asked for, UTC ms, as well as it is known
 */
gint64
refrain_task_words_get_start (RefrainTask *task)
{
  const RefrainTaskRecord *record = refrain_task_get_record (task);
  g_autoptr (RefrainClip) clip = NULL;
  const RefrainClipFacts *take;

  /* Our own clock, which is the one that the time is counted with. */
  if (record->sent_at != 0)
    return record->sent_at;
  if (record->facts->submitted_at != 0)
    return record->facts->submitted_at;

  clip = g_list_model_get_item (refrain_task_get_clips (task), 0);
  take = clip != NULL ? refrain_clip_get_facts (clip) : NULL;
  return take != NULL && take->created_at != 0 ? take->created_at : record->added_at;
}

static const char *
get_model (RefrainTask *task)
{
  const RefrainTaskFacts *facts = refrain_task_get_facts (task);
  g_autoptr (RefrainClip) clip = NULL;
  const RefrainClipFacts *take;

  if (facts->model != NULL)
    return facts->model;

  /* The task keeps its clips, so the words stay. */
  clip = g_list_model_get_item (refrain_task_get_clips (task), 0);
  take = clip != NULL ? refrain_clip_get_facts (clip) : NULL;
  return take != NULL ? take->model : NULL;
}

static char *
dup_clock (gint64 milliseconds)
{
  gint64 seconds = MAX (0, milliseconds) / 1000;

  if (milliseconds >= HOUR)
    return g_strdup_printf ("%d:%02d:%02d", (int) (seconds / 3600), (int) (seconds / 60 % 60),
                            (int) (seconds % 60));
  return g_strdup_printf ("%d:%02d", (int) (seconds / 60), (int) (seconds % 60));
}

/**
 * refrain_task_words_dup_elapsed:
 * @task: a task that is under way
 * @typical_ms: how long such a task usually takes, 0 when that is not known
 * @now: now
 *
 * Returns: (transfer full): "1:12 · usually 2:10"
 */
char *
refrain_task_words_dup_elapsed (RefrainTask *task, gint64 typical_ms, GDateTime *now)
{
  gint64 age = g_date_time_to_unix (now) * 1000 - refrain_task_words_get_start (task);
  g_autofree char *elapsed = NULL;
  g_autofree char *usual = NULL;

  /* Seconds say nothing of what has been under way for a day. */
  if (age >= DAY)
    return refrain_task_words_dup_age (refrain_task_words_get_start (task), now);

  elapsed = dup_clock (age);
  if (typical_ms <= 0)
    return g_steal_pointer (&elapsed);

  usual = dup_clock (typical_ms);
  /* Translators: how long a task has been under way and how long one takes, "1:12 · usually 2:10"
   */
  return g_strdup_printf (_ ("%s · usually %s"), elapsed, usual);
}

/**
 * refrain_task_words_dup_facts_line:
 * @task: a task
 * @typical_ms: how long such a task usually takes, 0 when that is not known
 * @now: now, in the user's time zone
 *
 * Returns: (transfer full): "model · gateway · age", with what is known; of a task that is under
 *   way how long it has been
 */
char *
refrain_task_words_dup_facts_line (RefrainTask *task, gint64 typical_ms, GDateTime *now)
{
  const RefrainTaskRecord *record = refrain_task_get_record (task);
  const RefrainTaskFacts *facts = record->facts;
  const char *model = get_model (task);
  gboolean under_way = refrain_task_status_is_under_way (refrain_task_status_of (record));
  g_autofree char *age = under_way ? refrain_task_words_dup_elapsed (task, typical_ms, now)
                                   : refrain_task_words_dup_age (
                                       refrain_task_words_get_start (task), now);
  GString *line = g_string_new (NULL);

  /* First what changes: the end of a line is cut off when there is no room. */
  if (under_way)
    g_string_append_printf (line, "%s · ", age);
  /* Stock gateways only ever say nothing or everything, and that tells nobody anything. */
  if (under_way && facts->progress > 0 && facts->progress < 1)
    /* Translators: how much of a song is made */
    g_string_append_printf (line, _ ("%d %% · "), (int) (facts->progress * 100));
  if (facts->kind == REFRAIN_TASK_KIND_LYRICS)
    g_string_append_printf (line, "%s · ", _ ("Lyrics"));
  else if (facts->kind == REFRAIN_TASK_KIND_CONCAT)
    g_string_append_printf (line, "%s · ", _ ("Whole song"));
  if (model != NULL)
    g_string_append_printf (line, "%s · ", model);
  if (record->gateway != NULL && *record->gateway != '\0')
    g_string_append_printf (line, "%s · ", record->gateway);
  if (!under_way)
    g_string_append (line, age);
  else
    g_string_truncate (line, line->len - strlen (" · "));

  return g_string_free (line, FALSE);
}

/**
 * refrain_task_words_dup_summary:
 * @task: a task
 *
 * Returns: (transfer full): one line that tells it from others: the title of what was made, else
 *   the first words of what was asked for, else its id
 */
char *
refrain_task_words_dup_summary (RefrainTask *task)
{
  const RefrainTaskFacts *facts = refrain_task_get_facts (task);
  g_autoptr (RefrainClip) clip = g_list_model_get_item (refrain_task_get_clips (task), 0);
  const RefrainClipFacts *take = clip != NULL ? refrain_clip_get_facts (clip) : NULL;
  g_autoptr (RefrainRequest) request = NULL;
  g_autofree char *summary = NULL;

  if (facts->lyrics_title == NULL && (take == NULL || take->title == NULL))
    request = refrain_forms_request_of_task (task);
  if (request != NULL)
    summary = refrain_request_dup_summary (request);
  if (summary != NULL && *summary != '\0')
    return refrain_text_first_line (summary, SUMMARY_CHARS);

  g_free (summary);
  summary = refrain_task_dup_summary (task);
  return *summary != '\0' ? g_steal_pointer (&summary) : g_strdup (_ ("Untitled"));
}

static char *
dup_reason (const RefrainTaskRecord *record, const char *without)
{
  if (record->facts->fail_reason != NULL)
    return g_strdup (record->facts->fail_reason);

  return g_strdup (record->submit_error != NULL ? record->submit_error : without);
}

/* What must be said of a task that is complete and lacks something. */
static char *
dup_lack (RefrainTask *task)
{
  const RefrainTaskFacts *facts = refrain_task_get_facts (task);
  GListModel *clips = refrain_task_get_clips (task);
  guint n_clips = g_list_model_get_n_items (clips);

  if (facts->lyrics_text != NULL)
    return NULL;
  if (n_clips == 0)
    return g_strdup (facts->kind == REFRAIN_TASK_KIND_LYRICS
                         ? _ ("Complete, but the gateway offers no lyrics.")
                         : _ ("Complete, but the gateway offers no song."));

  for (guint i = 0; i < n_clips; i++)
    {
      g_autoptr (RefrainClip) clip = g_list_model_get_item (clips, i);

      if (!refrain_clip_is_loaded (clip) || refrain_clip_get_audio (clip) != REFRAIN_AUDIO_NONE)
        return NULL;
    }

  return g_strdup (_ ("Complete, but the gateway offers no file."));
}

/* Why the gateway could tell nothing of a task when it was last asked. A moment of trouble is not
 * worth a word: it is asked again soon. */
static char *
dup_trouble (RefrainTask *task)
{
  const GError *error = refrain_task_get_poll_error (task);

  if (error == NULL || refrain_gateway_error_is_passing (error))
    return NULL;

  /* Translators: %s is what the gateway said when it was asked for a task that is under way */
  return g_strdup_printf (_ ("The gateway was asked and said: %s"), error->message);
}

/**
 * refrain_task_words_dup_plain_result:
 * @task: a task
 *
 * Returns: (transfer full) (nullable): what must be said plainly of where the task stands: why it
 *   failed, that it is complete without a file, that nobody asks for it; %NULL when there is
 *   nothing to say
 */
char *
refrain_task_words_dup_plain_result (RefrainTask *task)
{
  const RefrainTaskRecord *record = refrain_task_get_record (task);

  switch (refrain_task_status_of (record))
    {
    case REFRAIN_TASK_STATUS_FAILED:
      return dup_reason (record, _ ("The task failed. The gateway gave no reason."));
    case REFRAIN_TASK_STATUS_REFUSED:
      return dup_reason (record, _ ("The gateway refused it and gave no reason."));
    case REFRAIN_TASK_STATUS_NOT_SENT:
      return dup_reason (record, _ ("It never left this computer."));
    case REFRAIN_TASK_STATUS_MAYBE:
      return dup_reason (record, _ ("It left this computer, and no answer came."));
    case REFRAIN_TASK_STATUS_STOPPED:
      return g_strdup (_ ("You have stopped watching it. The gateway may well go on."));
    case REFRAIN_TASK_STATUS_EXPIRED:
      return g_strdup (_ ("It has not ended in a day, so Refrain does not ask for it any more."));
    case REFRAIN_TASK_STATUS_COMPLETE:
      return dup_lack (task);
    case REFRAIN_TASK_STATUS_RUNNING:
      return dup_trouble (task);
    case REFRAIN_TASK_STATUS_SENDING:
    default:
      return NULL;
    }
}

static void
line_free (gpointer data)
{
  RefrainRequestLine *line = data;

  g_free (line->name);
  g_free (line->value);
  g_free (line);
}

/* Fields that say nothing are left out: an empty text, "no", a zero. */
static char *
dup_value (JsonNode *node)
{
  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    return NULL;
  if (!JSON_NODE_HOLDS_VALUE (node))
    return json_to_string (node, FALSE);
  if (json_node_get_value_type (node) == G_TYPE_BOOLEAN)
    return json_node_get_boolean (node) ? g_strdup (_ ("yes")) : NULL;
  if (json_node_get_value_type (node) == G_TYPE_STRING)
    return g_strstrip (g_strdup (json_node_get_string (node)));

  return json_node_get_double (node) != 0.0 ? g_strdup_printf ("%.6g", json_node_get_double (node))
                                            : NULL;
}

static void
add_line (GPtrArray *lines, const char *name, JsonNode *node)
{
  g_autofree char *value = dup_value (node);
  RefrainRequestLine *line;

  if (value == NULL || *value == '\0')
    return;

  line = g_new0 (RefrainRequestLine, 1);
  line->name = g_strdup (name);
  line->value = g_steal_pointer (&value);
  g_ptr_array_add (lines, line);
}

/* What is told already, or is for programs only. */
static gboolean
is_known (const char *field)
{
  if (g_str_equal (field, "mode") || g_str_equal (field, "custom_mode"))
    return TRUE;

  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      if (g_str_equal (fields[i].field, field))
        return TRUE;
    }

  return FALSE;
}

/**
 * refrain_task_words_read_request:
 * @request: (nullable): a JSON object in text
 *
 * Returns: (transfer full) (element-type RefrainRequestLine): what was asked for, the known fields
 *   first; empty when nothing is known
 */
GPtrArray *
refrain_task_words_read_request (const char *request)
{
  GPtrArray *lines = g_ptr_array_new_with_free_func (line_free);
  g_autoptr (JsonNode) root = request != NULL ? json_from_string (request, NULL) : NULL;
  JsonObjectIter iter;
  JsonObject *object;
  const char *field;
  JsonNode *node;

  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    return lines;

  object = json_node_get_object (root);
  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      if (json_object_has_member (object, fields[i].field))
        add_line (lines, _ (fields[i].name), json_object_get_member (object, fields[i].field));
    }

  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &field, &node))
    {
      if (!is_known (field))
        add_line (lines, field, node);
    }

  return lines;
}
