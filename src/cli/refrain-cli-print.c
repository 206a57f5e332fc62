/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-cli-print.h"

#include "refrain-cli-load.h"
#include "refrain-cli-table.h"
#include "refrain-cli-text.h"
#include "refrain-clock.h"
#include "refrain-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* What people read. Whatever a gateway sent goes through refrain-cli-text first. */

#define SHORTEST_ID 8
#define CLIP_COLUMNS 8
#define TITLE_COLUMN 1

static RefrainCliColor
get_task_color (RefrainTaskState state)
{
  if (state == REFRAIN_TASK_STATE_COMPLETE)
    return REFRAIN_CLI_GREEN;

  return state == REFRAIN_TASK_STATE_FAILED ? REFRAIN_CLI_RED : REFRAIN_CLI_YELLOW;
}

static RefrainCliColor
get_clip_color (RefrainClipState state)
{
  if (state == REFRAIN_CLIP_STATE_COMPLETE)
    return REFRAIN_CLI_GREEN;

  return state == REFRAIN_CLIP_STATE_ERROR ? REFRAIN_CLI_RED : REFRAIN_CLI_YELLOW;
}

/* How many characters of an id tell all these clips apart. */
static glong
find_id_length (GPtrArray *clips)
{
  glong longest = SHORTEST_ID;

  for (glong length = SHORTEST_ID;; length++)
    {
      g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
      gboolean unique = TRUE;

      for (guint i = 0; i < clips->len && unique; i++)
        {
          const RefrainClipRecord *clip = g_ptr_array_index (clips, i);
          const char *id = clip->facts->id != NULL ? clip->facts->id : "";

          longest = MAX (longest, g_utf8_strlen (id, -1));
          unique = g_hash_table_add (seen, g_utf8_substring (id, 0, MIN (length, longest)))
                   || length >= longest;
        }
      if (unique)
        return length;
    }
}

static char *
build_saved (const RefrainClipRecord *clip)
{
  g_autoptr (GString) text = g_string_new (NULL);
  guint kinds = 0;

  for (guint i = 0; i < clip->files->len; i++)
    {
      const RefrainSavedFile *file = g_ptr_array_index (clip->files, i);

      if (file->health == REFRAIN_FILE_PROVEN)
        kinds |= file->kind;
    }
  for (guint kind = REFRAIN_FILE_AUDIO; kind <= REFRAIN_FILE_LYRICS; kind <<= 1)
    {
      if ((kinds & kind) != 0)
        g_string_append_printf (text, "%s%s", text->len > 0 ? "+" : "",
                                refrain_file_kind_to_string ((RefrainFileKind) kind));
    }

  return g_strdup (text->len > 0 ? text->str : "-");
}

static char *
shorten_id (const char *id, glong length)
{
  if (id == NULL || g_utf8_strlen (id, -1) <= length)
    return g_strdup (id != NULL ? id : "-");

  return g_utf8_substring (id, 0, length);
}

static void
add_clip (RefrainCliTable *table, const RefrainClipRecord *clip, glong id_length)
{
  const RefrainClipFacts *facts = clip->facts;
  g_autofree char *id = shorten_id (facts->id, id_length);
  g_autofree char *length = refrain_text_format_duration (facts->duration);
  g_autofree char *created = refrain_time_to_iso8601 (facts->created_at);
  g_autofree char *saved = build_saved (clip);
  const char *audio = refrain_audio_state_to_string (refrain_clip_facts_get_audio (facts));

  if (created != NULL)
    created[strlen ("2026-09-03")] = '\0';
  refrain_cli_table_add (table, id, REFRAIN_CLI_BOLD);
  refrain_cli_table_add (table, facts->title != NULL ? facts->title : _ ("(untitled)"),
                         REFRAIN_CLI_PLAIN);
  refrain_cli_table_add (table, *length != '\0' ? length : "-", REFRAIN_CLI_PLAIN);
  refrain_cli_table_add (table, facts->model != NULL ? facts->model : "-", REFRAIN_CLI_DIM);
  refrain_cli_table_add (table, created != NULL ? created : "-", REFRAIN_CLI_DIM);
  refrain_cli_table_add (table,
                         facts->state == REFRAIN_CLIP_STATE_COMPLETE && facts->audio_url == NULL
                             ? _ ("complete, no file")
                             : refrain_clip_state_to_string (facts->state),
                         g_str_equal (audio, "none") ? REFRAIN_CLI_RED
                                                     : get_clip_color (facts->state));
  refrain_cli_table_add (table, refrain_verdict_to_string (clip->verdict), REFRAIN_CLI_PLAIN);
  refrain_cli_table_add (table, saved, REFRAIN_CLI_PLAIN);
}

static void
append_clips (GString *out, GPtrArray *clips, const char *indent)
{
  g_autoptr (RefrainCliTable) table = refrain_cli_table_new (CLIP_COLUMNS, TITLE_COLUMN);
  const char *const heads[CLIP_COLUMNS] = { _ ("Id"),   _ ("Title"), _ ("Length"),  _ ("Model"),
                                            _ ("Made"), _ ("State"), _ ("Verdict"), _ ("Saved") };
  glong id_length = find_id_length (clips);

  for (guint i = 0; i < CLIP_COLUMNS; i++)
    refrain_cli_table_add (table, heads[i], REFRAIN_CLI_DIM);
  for (guint i = 0; i < clips->len; i++)
    add_clip (table, g_ptr_array_index (clips, i), id_length);
  refrain_cli_table_append_to (table, out, indent);
}

static void
append_field (GString *out, const char *name, const char *value)
{
  g_autofree char *line = value != NULL ? refrain_cli_text_line (value) : NULL;
  guint width = refrain_cli_text_width (name);

  if (line != NULL && *line != '\0')
    g_string_append_printf (out, "  %s%*s %s\n", name, (int) (width < 12 ? 12 - width : 0), "",
                            line);
}

static void
append_time (GString *out, const char *name, gint64 ms)
{
  g_autofree char *text = refrain_time_to_iso8601 (ms);

  append_field (out, name, text);
}

static void
append_block (GString *out, const char *text)
{
  g_autofree char *block = refrain_cli_text_block (text);
  g_auto (GStrv) lines = g_strsplit (block, "\n", -1);

  g_string_append_c (out, '\n');
  for (guint i = 0; lines[i] != NULL; i++)
    g_string_append_printf (out, *lines[i] != '\0' ? "    %s\n" : "%s\n", lines[i]);
}

static void
append_files (GString *out, const RefrainClipRecord *clip)
{
  for (guint i = 0; i < clip->files->len; i++)
    {
      const RefrainSavedFile *file = g_ptr_array_index (clip->files, i);
      g_autofree char *path = refrain_cli_text_path (file->path);
      g_autofree char *name = g_strdup_printf (
          "%s%s%s", refrain_file_kind_to_string (file->kind),
          file->health != REFRAIN_FILE_PROVEN ? ", " : "",
          file->health != REFRAIN_FILE_PROVEN ? refrain_file_health_to_string (file->health) : "");

      append_field (out, name, path);
    }
}

static void
append_clip_in_full (GString *out, const RefrainClipRecord *clip)
{
  const RefrainClipFacts *facts = clip->facts;
  g_autofree char *title = refrain_cli_text_line (facts->title != NULL ? facts->title
                                                                       : _ ("(untitled)"));
  g_autofree char *length = refrain_text_format_duration (facts->duration);

  g_string_append_c (out, '\n');
  refrain_cli_append_colored (out, title, REFRAIN_CLI_BOLD);
  g_string_append_c (out, '\n');
  append_field (out, _ ("Song"), facts->id);
  append_field (out, _ ("State"), refrain_clip_state_to_string (facts->state));
  append_field (out, _ ("Audio"),
                refrain_audio_state_to_string (refrain_clip_facts_get_audio (facts)));
  append_field (out, _ ("Error"), facts->error_message);
  append_field (out, _ ("Length"), length);
  append_field (out, _ ("Style"), facts->style);
  append_field (out, _ ("Described"), facts->description);
  append_field (out, _ ("Model"), facts->model);
  append_field (out, _ ("Version"), facts->version);
  append_time (out, _ ("Made"), facts->created_at);
  append_field (out, _ ("Verdict"), refrain_verdict_to_string (clip->verdict));
  append_field (out, _ ("Audio file"), facts->audio_url);
  append_field (out, _ ("Stream"), facts->stream_url);
  append_field (out, _ ("Video"), facts->video_url);
  append_field (out, _ ("Cover"),
                facts->image_large_url != NULL ? facts->image_large_url : facts->image_url);
  append_files (out, clip);
  if (facts->lyrics != NULL)
    append_block (out, facts->lyrics);
}

static const char *
describe_submit (RefrainSubmitState state)
{
  switch (state)
    {
    case REFRAIN_SUBMIT_STATE_SENDING:
      return _ ("is on its way to the gateway");
    case REFRAIN_SUBMIT_STATE_MAYBE:
      return _ ("was sent, and may have been accepted");
    case REFRAIN_SUBMIT_STATE_REFUSED:
      return _ ("was refused by the gateway");
    case REFRAIN_SUBMIT_STATE_NOT_SENT:
      return _ ("never left this computer");
    case REFRAIN_SUBMIT_STATE_NONE:
    case REFRAIN_SUBMIT_STATE_SENT:
    default:
      return NULL;
    }
}

/* A task that its gateway has not named goes by its row. */
static char *
build_task_name (const RefrainTaskRecord *task)
{
  if (task->facts->id != NULL)
    return refrain_cli_text_line (task->facts->id);
  if (task->row_id != 0)
    return refrain_cli_load_name_row (task->row_id);

  return g_strdup (_ ("(no task id)"));
}

static void
append_task_head (GString *out, const RefrainTaskRecord *task)
{
  const RefrainTaskFacts *facts = task->facts;
  g_autofree char *id = build_task_name (task);
  g_autofree char *word = refrain_cli_text_line (facts->state_word);
  g_autofree char *gateway = refrain_cli_text_line (task->gateway);
  const char *state = refrain_task_state_to_string (facts->state);

  refrain_cli_append_colored (out, id, REFRAIN_CLI_BOLD);
  g_string_append (out, "  ");
  refrain_cli_append_colored (out, state, get_task_color (facts->state));
  if (*word != '\0' && g_ascii_strcasecmp (word, state) != 0)
    g_string_append_printf (out, " (%s)", word);
  g_string_append_printf (out, "  %s", refrain_task_kind_to_string (facts->kind));
  if (*gateway != '\0')
    g_string_append_printf (out, "  %s", gateway);
  g_string_append_c (out, '\n');
  append_field (out, _ ("Request"), describe_submit (task->submit_state));
  append_field (out, _ ("Reason"),
                facts->fail_reason != NULL ? facts->fail_reason : task->submit_error);
}

static void
append_task (GString *out, const RefrainTaskRecord *task, gboolean in_full)
{
  const RefrainTaskFacts *facts = task->facts;

  append_task_head (out, task);
  if (in_full)
    {
      append_field (out, _ ("Model"), facts->model);
      append_field (out, _ ("Asked for"), facts->request);
      append_time (out, _ ("Submitted"), facts->submitted_at);
      append_time (out, _ ("Started"), facts->started_at);
      append_time (out, _ ("Finished"), facts->finished_at);
      for (guint i = 0; i < task->clips->len; i++)
        append_clip_in_full (out, g_ptr_array_index (task->clips, i));
    }
  else if (task->clips->len > 0)
    append_clips (out, task->clips, "  ");
  if (facts->lyrics_text != NULL)
    {
      append_field (out, _ ("Lyrics"),
                    facts->lyrics_title != NULL ? facts->lyrics_title : _ ("(untitled)"));
      append_block (out, facts->lyrics_text);
    }
  else if (task->clips->len == 0 && facts->state == REFRAIN_TASK_STATE_COMPLETE)
    g_string_append_printf (out, "  %s\n", _ ("Complete, but the gateway names no song."));
}

/**
 * refrain_cli_print_tasks:
 * @out: where to
 * @tasks: (element-type RefrainTaskRecord): tasks with their clips
 * @in_full: whether every detail is wanted
 */
void
refrain_cli_print_tasks (GString *out, GPtrArray *tasks, gboolean in_full)
{
  for (guint i = 0; i < tasks->len; i++)
    {
      if (i > 0)
        g_string_append_c (out, '\n');
      append_task (out, g_ptr_array_index (tasks, i), in_full);
    }
}

/**
 * refrain_cli_print_clips:
 * @out: where to
 * @clips: (element-type RefrainClipRecord): what is listed
 * @total: how many there are without a limit
 */
void
refrain_cli_print_clips (GString *out, GPtrArray *clips, guint total)
{
  if (clips->len > 0)
    append_clips (out, clips, "");
  if (clips->len < total)
    g_string_append_printf (out, _ ("%u of %u songs\n"), clips->len, total);
  else
    g_string_append_printf (out, ngettext ("%u song\n", "%u songs\n", total), total);
}

/**
 * refrain_cli_print_gateways:
 * @out: where to
 * @sources: (element-type RefrainSource): gateways
 */
void
refrain_cli_print_gateways (GString *out, GPtrArray *sources)
{
  g_autoptr (RefrainCliTable) table = refrain_cli_table_new (3, 0);
  const char *const heads[] = { _ ("Name"), _ ("Address"), _ ("Kind") };

  if (sources->len == 0)
    {
      g_string_append_printf (out, "%s\n", _ ("No gateways."));
      return;
    }

  for (gsize i = 0; i < G_N_ELEMENTS (heads); i++)
    refrain_cli_table_add (table, heads[i], REFRAIN_CLI_DIM);
  for (guint i = 0; i < sources->len; i++)
    {
      RefrainSource *source = g_ptr_array_index (sources, i);
      RefrainGateway *gateway = refrain_source_get_gateway (source);

      refrain_cli_table_add (table, refrain_source_get_name (source), REFRAIN_CLI_BOLD);
      refrain_cli_table_add (table, refrain_source_get_address (source), REFRAIN_CLI_PLAIN);
      refrain_cli_table_add (table, refrain_gateway_get_family (gateway)->title, REFRAIN_CLI_DIM);
    }
  refrain_cli_table_append_to (table, out, "");
}

/**
 * refrain_cli_print_verify:
 * @out: where to
 * @result: what was found
 */
void
refrain_cli_print_verify (GString *out, const RefrainVerifyResult *result)
{
  g_autoptr (RefrainCliTable) table = refrain_cli_table_new (3, 2);

  for (guint i = 0; i < result->files->len; i++)
    {
      const RefrainSavedFile *file = g_ptr_array_index (result->files, i);
      g_autofree char *path = refrain_cli_text_path (file->path);

      refrain_cli_table_add (table, refrain_file_health_to_string (file->health),
                             file->health == REFRAIN_FILE_PROVEN ? REFRAIN_CLI_GREEN
                                                                 : REFRAIN_CLI_RED);
      refrain_cli_table_add (table, refrain_file_kind_to_string (file->kind), REFRAIN_CLI_PLAIN);
      refrain_cli_table_add (table, path, REFRAIN_CLI_PLAIN);
    }
  refrain_cli_table_append_to (table, out, "");
  g_string_append_printf (out, _ ("%u proven, %u missing, %u changed\n"), result->n_proven,
                          result->n_missing, result->n_changed);
}
