/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-song-menu.h"

#include <glib/gi18n-lib.h>

/* Adds an item whose action takes @target, which is consumed. */
static void
add (GMenu *menu, const char *label, const char *action, GVariant *target)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target_value (item, action, target);
  g_menu_append_item (menu, item);
}

static GMenu *
create_listen_section (gint64 row, RefrainClip *clip, const RefrainClipFacts *facts)
{
  GMenu *menu = g_menu_new ();
  RefrainAudioState audio = refrain_clip_get_audio (clip);
  gboolean has_video = facts->video_url != NULL
                       || refrain_clip_find_file (clip, REFRAIN_FILE_VIDEO) != NULL;

  if (audio == REFRAIN_AUDIO_READY || audio == REFRAIN_AUDIO_STREAMING)
    add (menu, _ ("_Play From Start"), "win.play-clip", g_variant_new_int64 (row));
  if (has_video)
    add (menu, _ ("Play _Video"), "win.play-video", g_variant_new_int64 (row));

  return menu;
}

static GMenu *
create_save_section (gint64 row, const RefrainClipFacts *facts)
{
  GMenu *menu = g_menu_new ();
  guint all = 0;

  if (facts->audio_url != NULL)
    all |= REFRAIN_FILE_AUDIO;
  if (facts->video_url != NULL)
    all |= REFRAIN_FILE_VIDEO;
  if (facts->image_url != NULL || facts->image_large_url != NULL)
    all |= REFRAIN_FILE_COVER;
  if (facts->lyrics != NULL)
    all |= REFRAIN_FILE_LYRICS;

  if (facts->audio_url != NULL)
    add (menu, _ ("_Save Song"), "win.save-clip",
         g_variant_new ("(xu)", row, (guint32) REFRAIN_FILE_AUDIO));
  if (facts->video_url != NULL)
    add (menu, _ ("Save V_ideo"), "win.save-clip",
         g_variant_new ("(xu)", row, (guint32) REFRAIN_FILE_VIDEO));
  if (facts->audio_url != NULL && all != REFRAIN_FILE_AUDIO)
    add (menu, _ ("Save _Everything"), "win.save-clip", g_variant_new ("(xu)", row, all));

  return menu;
}

static GMenu *
create_create_section (gint64 row, const RefrainClipFacts *facts)
{
  GMenu *menu = g_menu_new ();

  add (menu, _ ("_Use These Settings"), "win.use-settings", g_variant_new_int64 (row));
  if (facts->id != NULL)
    add (menu, _ ("E_xtend…"), "win.extend-clip", g_variant_new_int64 (row));

  return menu;
}

static GMenu *
create_verdict_section (gint64 row)
{
  GMenu *menu = g_menu_new ();
  GMenu *verdicts = g_menu_new ();

  add (verdicts, _ ("_Keep"), "win.verdict", g_variant_new ("(xs)", row, "keep"));
  add (verdicts, _ ("_Later"), "win.verdict", g_variant_new ("(xs)", row, "later"));
  add (verdicts, _ ("_Reject"), "win.verdict", g_variant_new ("(xs)", row, "reject"));
  add (verdicts, _ ("_Unheard"), "win.verdict", g_variant_new ("(xs)", row, "unheard"));
  g_menu_append_submenu (menu, _ ("_Mark As"), G_MENU_MODEL (verdicts));
  g_object_unref (verdicts);

  return menu;
}

static GMenu *
create_copy_section (const RefrainClipFacts *facts)
{
  GMenu *menu = g_menu_new ();

  if (facts->title != NULL)
    add (menu, _ ("Copy _Title"), "win.copy", g_variant_new_string (facts->title));
  if (facts->style != NULL)
    add (menu, _ ("Copy St_yle"), "win.copy", g_variant_new_string (facts->style));
  if (facts->lyrics != NULL)
    add (menu, _ ("_Copy Lyrics"), "win.copy", g_variant_new_string (facts->lyrics));

  return menu;
}

static GMenu *
create_task_section (gint64 task_row)
{
  GMenu *menu = g_menu_new ();

  if (task_row == 0)
    return menu;

  add (menu, _ ("_Open Task"), "win.open-task", g_variant_new_int64 (task_row));
  add (menu, _ ("Ask the _Gateway Again"), "win.fetch-task", g_variant_new_int64 (task_row));
  add (menu, _ ("Raw _Answer"), "win.show-raw", g_variant_new_int64 (task_row));

  return menu;
}

/* Takes @section. */
static void
append_section (GMenu *menu, GMenu *section)
{
  if (g_menu_model_get_n_items (G_MENU_MODEL (section)) > 0)
    g_menu_append_section (menu, NULL, G_MENU_MODEL (section));
  g_object_unref (section);
}

/**
 * refrain_song_menu_new:
 * @clip: a clip
 *
 * Returns: (transfer full): all that can be done with it now
 */
GMenuModel *
refrain_song_menu_new (RefrainClip *clip)
{
  GMenu *menu = g_menu_new ();
  const RefrainClipRecord *record = refrain_clip_get_record (clip);

  if (record == NULL)
    return G_MENU_MODEL (menu);

  append_section (menu, create_listen_section (record->row_id, clip, record->facts));
  append_section (menu, create_save_section (record->row_id, record->facts));
  append_section (menu, create_create_section (record->row_id, record->facts));
  append_section (menu, create_verdict_section (record->row_id));
  append_section (menu, create_copy_section (record->facts));
  append_section (menu, create_task_section (record->task_row));

  return G_MENU_MODEL (menu);
}
