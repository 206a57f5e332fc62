/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-sender.h"
#include "refrain-submit-match.h"
#include "refrain-watch-rules.h"

#include <string.h>

#define SECOND ((gint64) 1000)
#define MINUTE (60 * SECOND)
#define HOUR (60 * MINUTE)
#define NOW 1700000000000

/* The rules by which requests are found again and tasks are watched: plain functions. */

static RefrainClipFacts *
add_candidate (GPtrArray *list, const char *id, gint64 created_at)
{
  RefrainClipFacts *clip = refrain_clip_facts_new ();

  clip->id = g_strdup (id);
  clip->created_at = created_at;
  g_ptr_array_add (list, clip);
  return clip;
}

/* The takes that a request is found by, joined. */
static char *
match (const RefrainRequest *request, GPtrArray *candidates)
{
  g_autoptr (GPtrArray) takes = refrain_submit_match (request, NOW, candidates);
  g_autoptr (GString) ids = g_string_new (NULL);

  for (guint i = 0; i < takes->len; i++)
    g_string_append_printf (ids, "%s%s", i > 0 ? "," : "",
                            ((RefrainClipFacts *) g_ptr_array_index (takes, i))->id);
  return g_strdup (ids->str);
}

static void
test_match_times (void)
{
  static const struct
  {
    gint64 first;
    gint64 second;
    const char *found;
  } rows[] = {
    { 2 * SECOND, 3 * SECOND, "a,b" }, { -1 * MINUTE, -1 * MINUTE, "a,b" },
    { -3 * MINUTE, -3 * MINUTE, "" },  { 14 * MINUTE, 14 * MINUTE, "a,b" },
    { 16 * MINUTE, 16 * MINUTE, "" },  { 2 * SECOND, 5 * MINUTE, "a" },
    { 5 * MINUTE, 1 * SECOND, "b" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (RefrainRequest) request = refrain_request_new (REFRAIN_REQUEST_DESCRIBE);
      g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (
          (GDestroyNotify) refrain_clip_facts_free);
      g_autofree char *found = NULL;

      refrain_request_set (&request->description, "a slow boat");
      add_candidate (list, "a", NOW + rows[i].first)->description = g_strdup (" a slow boat\n");
      add_candidate (list, "b", NOW + rows[i].second)->description = g_strdup ("a slow boat");
      add_candidate (list, "c", NOW + SECOND)->description = g_strdup ("a fast train");
      found = match (request, list);
      g_assert_cmpstr (found, ==, rows[i].found);
    }
}

static void
test_match_words (void)
{
  static const struct
  {
    gboolean instrumental;
    const char *lyrics;
    const char *style;
    const char *title;
    const char *found;
  } rows[] = {
    { FALSE, "la la", "folk", "Boat", "words" }, { FALSE, "other", "folk", "Boat", "" },
    { FALSE, NULL, "folk", "Boat", "" },         { TRUE, NULL, "dub", "Boat", "sound" },
    { TRUE, NULL, "dub", NULL, "sound" },        { TRUE, NULL, "dub", "Train", "" },
    { TRUE, NULL, "punk", "Boat", "" },
  };
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (
      (GDestroyNotify) refrain_clip_facts_free);
  RefrainClipFacts *words = add_candidate (list, "words", NOW);
  RefrainClipFacts *sound = add_candidate (list, "sound", NOW);
  RefrainClipFacts *nameless = add_candidate (list, NULL, NOW);

  words->lyrics = g_strdup ("la la");
  sound->style = g_strdup ("dub");
  sound->title = g_strdup ("Boat");
  nameless->lyrics = g_strdup ("la la");
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (RefrainRequest) request = refrain_request_new (REFRAIN_REQUEST_CUSTOM);
      g_autofree char *found = NULL;

      request->instrumental = rows[i].instrumental;
      refrain_request_set (&request->lyrics, rows[i].lyrics);
      refrain_request_set (&request->style, rows[i].style);
      refrain_request_set (&request->title, rows[i].title);
      found = match (request, list);
      g_assert_cmpstr (found, ==, rows[i].found);
    }
}

static void
test_sender (void)
{
  g_autofree char *self = refrain_sender_dup_self ();
  g_auto (GStrv) parts = g_strsplit (self, " ", 3);
  g_autofree char *later = g_strdup_printf ("%s %s %s1", parts[0], parts[1], parts[2]);
  g_autofree char *rebooted = g_strdup_printf ("x%s %s %s", parts[0], parts[1], parts[2]);
  g_autofree char *path = g_strdup_printf ("%s ../self %s", parts[0], parts[2]);
  const char *const gone[] = { later, rebooted, path, "", "nonsense", "a b c" };

  g_assert_true (refrain_sender_is_alive (self));
  for (gsize i = 0; i < G_N_ELEMENTS (gone); i++)
    g_assert_false (refrain_sender_is_alive (gone[i]));
}

/* Returns: (transfer full): a task as the rules see it, with one clip */
static RefrainTask *
make_task (RefrainTaskRecord *record, RefrainClipState clip_state, const char *video)
{
  g_autoptr (RefrainTaskRecord) owned = record;
  g_autoptr (GListStore) clips = g_list_store_new (REFRAIN_TYPE_CLIP);
  g_autoptr (RefrainClipRecord) clip_record = refrain_clip_record_new ();
  g_autoptr (RefrainClip) clip = refrain_clip_new (1);

  clip_record->row_id = 1;
  clip_record->facts->state = clip_state;
  clip_record->facts->video_url = g_strdup (video);
  refrain_clip_apply (clip, clip_record);
  g_list_store_append (clips, clip);
  return refrain_task_new (owned, G_LIST_MODEL (clips));
}

static void
test_settled (void)
{
  static const struct
  {
    RefrainTaskState state;
    RefrainClipState clip;
    const char *video;
    gint64 finished_ago;
    gboolean settled;
  } rows[] = {
    { REFRAIN_TASK_STATE_RUNNING, REFRAIN_CLIP_STATE_STREAMING, NULL, -1, FALSE },
    { REFRAIN_TASK_STATE_UNKNOWN, REFRAIN_CLIP_STATE_COMPLETE, "v", -1, FALSE },
    { REFRAIN_TASK_STATE_FAILED, REFRAIN_CLIP_STATE_QUEUED, NULL, 0, TRUE },
    { REFRAIN_TASK_STATE_COMPLETE, REFRAIN_CLIP_STATE_STREAMING, NULL, HOUR, FALSE },
    { REFRAIN_TASK_STATE_COMPLETE, REFRAIN_CLIP_STATE_COMPLETE, NULL, MINUTE, FALSE },
    { REFRAIN_TASK_STATE_COMPLETE, REFRAIN_CLIP_STATE_COMPLETE, "v", MINUTE, TRUE },
    { REFRAIN_TASK_STATE_COMPLETE, REFRAIN_CLIP_STATE_COMPLETE, NULL, 11 * MINUTE, TRUE },
    { REFRAIN_TASK_STATE_COMPLETE, REFRAIN_CLIP_STATE_COMPLETE, NULL, -1, TRUE },
    { REFRAIN_TASK_STATE_COMPLETE, REFRAIN_CLIP_STATE_ERROR, NULL, MINUTE, TRUE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      RefrainTaskRecord *record = refrain_task_record_new ();
      g_autoptr (RefrainTask) task = NULL;

      record->facts->state = rows[i].state;
      record->facts->finished_at = rows[i].finished_ago >= 0 ? NOW - rows[i].finished_ago : 0;
      task = make_task (record, rows[i].clip, rows[i].video);
      g_assert_cmpint (refrain_watch_rules_is_settled (task, NOW), ==, rows[i].settled);
    }
}

static void
test_may_ask (void)
{
  static const struct
  {
    const char *id;
    gint64 removed_at;
    RefrainWatchState watch;
    gboolean may;
  } rows[] = {
    { "a", 0, REFRAIN_WATCH_AUTO, TRUE },     { NULL, 0, REFRAIN_WATCH_AUTO, FALSE },
    { "a", NOW, REFRAIN_WATCH_AUTO, FALSE },  { "a", 0, REFRAIN_WATCH_STOPPED, FALSE },
    { "a", 0, REFRAIN_WATCH_EXPIRED, FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      RefrainTaskRecord *record = refrain_task_record_new ();
      g_autoptr (RefrainTask) task = NULL;

      record->facts->id = g_strdup (rows[i].id);
      record->removed_at = rows[i].removed_at;
      record->watch = rows[i].watch;
      task = make_task (record, REFRAIN_CLIP_STATE_QUEUED, NULL);
      g_assert_cmpint (refrain_watch_rules_may_ask (task), ==, rows[i].may);
    }
}

static void
test_deadline (void)
{
  static const struct
  {
    gint64 submitted_ago;
    gint64 added_ago;
    gint64 watched_ago;
    gint64 age;
    gboolean past;
  } rows[] = {
    { 5 * MINUTE, MINUTE, -1, 5 * MINUTE, FALSE },
    { -1, 3 * MINUTE, -1, 3 * MINUTE, FALSE },
    { 25 * HOUR, MINUTE, -1, 25 * HOUR, TRUE },
    { -1, 24 * HOUR, -1, 24 * HOUR, TRUE },
    { 90 * HOUR, 90 * HOUR, HOUR, 90 * HOUR, FALSE },
    { 90 * HOUR, 90 * HOUR, 25 * HOUR, 90 * HOUR, TRUE },
    { -5 * MINUTE, 0, -1, 0, FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      RefrainTaskRecord *record = refrain_task_record_new ();
      g_autoptr (RefrainTask) task = NULL;

      record->facts->submitted_at = rows[i].submitted_ago != -1 ? NOW - rows[i].submitted_ago : 0;
      record->added_at = NOW - rows[i].added_ago;
      record->watched_since = rows[i].watched_ago != -1 ? NOW - rows[i].watched_ago : 0;
      task = make_task (record, REFRAIN_CLIP_STATE_QUEUED, NULL);
      g_assert_cmpint (refrain_watch_rules_get_age (task, NOW), ==, rows[i].age);
      g_assert_cmpint (refrain_watch_rules_is_past_deadline (task, NOW), ==, rows[i].past);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/library/rules/match-times", test_match_times);
  g_test_add_func ("/library/rules/match-words", test_match_words);
  g_test_add_func ("/library/rules/sender", test_sender);
  g_test_add_func ("/library/rules/settled", test_settled);
  g_test_add_func ("/library/rules/may-ask", test_may_ask);
  g_test_add_func ("/library/rules/deadline", test_deadline);

  return g_test_run ();
}
