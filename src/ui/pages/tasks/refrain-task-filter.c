/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-task-filter.h"

#include <string.h>

static const char *const show_names[] = { "all", "in-progress", "attention", "failed", "finished" };

/**
 * refrain_task_show_to_string:
 * @show: a choice
 *
 * Returns: (transfer none): its name as the target of an action
 */
const char *
refrain_task_show_to_string (RefrainTaskShow show)
{
  return show_names[show];
}

/**
 * refrain_task_show_from_string:
 * @name: (nullable): a name
 *
 * Returns: the choice of that name, all for any other
 */
RefrainTaskShow
refrain_task_show_from_string (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (show_names); i++)
    {
      if (g_strcmp0 (show_names[i], name) == 0)
        return (RefrainTaskShow) i;
    }

  return REFRAIN_TASK_SHOW_ALL;
}

/**
 * refrain_task_show_has:
 * @show: a choice
 * @group: under which heading a task stands
 * @state: its state
 *
 * Returns: whether the task is among those that are shown
 */
gboolean
refrain_task_show_has (RefrainTaskShow show, RefrainTaskGroup group, RefrainTaskState state)
{
  switch (show)
    {
    case REFRAIN_TASK_SHOW_IN_PROGRESS:
      return group == REFRAIN_TASK_GROUP_IN_PROGRESS;
    case REFRAIN_TASK_SHOW_ATTENTION:
      return group == REFRAIN_TASK_GROUP_NEEDS_ATTENTION;
    case REFRAIN_TASK_SHOW_FAILED:
      return state == REFRAIN_TASK_STATE_FAILED;
    case REFRAIN_TASK_SHOW_FINISHED:
      return group == REFRAIN_TASK_GROUP_TODAY || group == REFRAIN_TASK_GROUP_EARLIER;
    case REFRAIN_TASK_SHOW_ALL:
    default:
      return TRUE;
    }
}

/* In this form words are the same whatever their case and however their accents are written. */
static char *
fold (const char *text)
{
  g_autofree char *composed = g_utf8_normalize (text, -1, G_NORMALIZE_ALL);

  return g_utf8_casefold (composed != NULL ? composed : text, -1);
}

/**
 * refrain_task_filter_set_text:
 * @filter: a filter
 * @text: (nullable): words, of which all have to occur
 */
void
refrain_task_filter_set_text (RefrainTaskFilter *filter, const char *text)
{
  g_autoptr (GStrvBuilder) words = g_strv_builder_new ();
  g_autofree char *folded = fold (text != NULL ? text : "");
  g_auto (GStrv) parts = g_strsplit_set (folded, " \t\n", -1);

  for (guint i = 0; parts[i] != NULL; i++)
    {
      if (*parts[i] != '\0')
        g_strv_builder_add (words, parts[i]);
    }
  g_strfreev (filter->words);
  filter->words = g_strv_builder_end (words);
  if (filter->words[0] == NULL)
    g_clear_pointer (&filter->words, g_strfreev);
}

/**
 * refrain_task_filter_is_on:
 * @filter: a filter
 *
 * Returns: whether it may keep anything out
 */
gboolean
refrain_task_filter_is_on (const RefrainTaskFilter *filter)
{
  return filter->show != REFRAIN_TASK_SHOW_ALL || filter->kind != REFRAIN_TASK_KIND_ANY
         || filter->gateway_row != 0 || filter->words != NULL;
}

/**
 * refrain_task_filter_matches:
 * @filter: a filter
 * @task: a task
 *
 * Returns: whether kind and gateway of the task are wanted
 */
gboolean
refrain_task_filter_matches (const RefrainTaskFilter *filter, RefrainTask *task)
{
  const RefrainTaskRecord *record = refrain_task_get_record (task);
  /* To join takes is about music as well. */
  int kind = record->facts->kind == REFRAIN_TASK_KIND_LYRICS ? REFRAIN_TASK_KIND_LYRICS
                                                             : REFRAIN_TASK_KIND_MUSIC;

  return (filter->kind == REFRAIN_TASK_KIND_ANY || filter->kind == kind)
         && (filter->gateway_row == 0 || filter->gateway_row == record->gateway_row);
}

/**
 * refrain_task_filter_matches_text:
 * @filter: a filter
 * @text: what refrain_task_filter_dup_text() made of a task
 *
 * Returns: whether all words occur
 */
gboolean
refrain_task_filter_matches_text (const RefrainTaskFilter *filter, const char *text)
{
  for (guint i = 0; filter->words != NULL && filter->words[i] != NULL; i++)
    {
      if (strstr (text, filter->words[i]) == NULL)
        return FALSE;
    }

  return TRUE;
}

/* The end of a string in JSON text, on its closing quote; @start is behind the opening one. */
static const char *
skip_string (const char *start)
{
  while (*start != '\0' && *start != '"')
    start += *start == '\\' && start[1] != '\0' ? 2 : 1;

  return start;
}

/* The strings of JSON text that are no names of members. Not a parser: this looks through thousands
 * of requests while the user waits, and what is not found because of an odd escape is found by the
 * words beside it. */
static void
append_strings (GString *text, const char *json)
{
  const char *quote = json;

  while ((quote = strchr (quote, '"')) != NULL)
    {
      const char *start = quote + 1;
      const char *end = skip_string (start);
      const char *next = *end != '\0' ? end + 1 : end;

      while (g_ascii_isspace (*next))
        next++;
      if (*next != ':')
        {
          g_string_append_len (text, start, end - start);
          g_string_append_c (text, '\n');
        }
      quote = *end != '\0' ? end + 1 : end;
    }
}

static void
append (GString *text, const char *words)
{
  if (words == NULL)
    return;

  g_string_append (text, words);
  g_string_append_c (text, '\n');
}

/**
 * refrain_task_filter_dup_text:
 * @task: a task
 *
 * Returns: (transfer full): what is searched of it, folded: what was asked for, titles, the id and
 *   why it failed
 */
char *
refrain_task_filter_dup_text (RefrainTask *task)
{
  const RefrainTaskRecord *record = refrain_task_get_record (task);
  const char *request = refrain_task_record_get_request (record);
  GListModel *clips = refrain_task_get_clips (task);
  g_autoptr (GString) text = g_string_new (NULL);

  if (request != NULL)
    append_strings (text, request);
  for (guint i = 0; i < MIN (g_list_model_get_n_items (clips), 8); i++)
    {
      g_autoptr (RefrainClip) clip = g_list_model_get_item (clips, i);
      const RefrainClipFacts *facts = refrain_clip_get_facts (clip);

      if (facts != NULL)
        append (text, facts->title);
      if (facts != NULL && request == NULL)
        append (text, facts->description);
    }
  append (text, record->facts->lyrics_title);
  append (text, record->facts->id);
  append (text, record->facts->model);
  append (text, record->gateway);
  append (text, record->facts->fail_reason);
  append (text, record->submit_error);
  return fold (text->str);
}
