/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-song-facts.h"

#include "refrain-clip-text.h"
#include "refrain-fact-row.h"
#include "refrain-text.h"

#include <glib/gi18n-lib.h>

/**
 * RefrainSongFacts:
 *
 * What is known of a song, as rows: what the gateway said, and where it is saved.
 */
struct _RefrainSongFacts
{
  GtkBox parent_instance;

  RefrainContext *context;   /* (owned) (nullable) */
  RefrainClip *clip;         /* (owned) (nullable) */
  GCancellable *cancellable; /* (owned) */
  char *parent_id;           /* (owned) (nullable): the one that was looked for */
  gint64 parent_row;         /* 0 = not in the library */

  GtkListBox *list;
  RefrainFactRow *state;
  RefrainFactRow *word;
  RefrainFactRow *model;
  RefrainFactRow *length;
  RefrainFactRow *created;
  RefrainFactRow *gateway;
  RefrainFactRow *instrumental;
  RefrainFactRow *parent;
  RefrainFactRow *task_id;
  RefrainFactRow *clip_id;
  GPtrArray *files; /* (owned) (element-type GtkWidget): rows of @list */
};

G_DEFINE_FINAL_TYPE (RefrainSongFacts, refrain_song_facts, GTK_TYPE_BOX)

static const char *
get_state_name (RefrainClip *clip, const RefrainClipFacts *facts)
{
  switch (facts->state)
    {
    case REFRAIN_CLIP_STATE_SUBMITTED:
      return _ ("Submitted");
    case REFRAIN_CLIP_STATE_QUEUED:
      return _ ("Queued");
    case REFRAIN_CLIP_STATE_STREAMING:
      return _ ("Being made");
    case REFRAIN_CLIP_STATE_ERROR:
      return _ ("Failed");
    case REFRAIN_CLIP_STATE_COMPLETE:
    default:
      return refrain_clip_get_audio (clip) == REFRAIN_AUDIO_NONE ? _ ("Complete, no file")
                                                                 : _ ("Complete");
    }
}

static void
update_state (RefrainSongFacts *self, const RefrainClipRecord *record)
{
  RefrainLibrary *library = refrain_context_get_library (self->context);
  RefrainTask *task = refrain_library_find_task (library, record->task_row);
  const RefrainTaskFacts *facts = task != NULL ? refrain_task_get_facts (task) : NULL;

  refrain_fact_row_set_value (self->state, get_state_name (self->clip, record->facts));
  refrain_fact_row_set_value (self->word, facts != NULL ? facts->state_word : NULL);
  refrain_fact_row_set_value (
      self->task_id, facts != NULL && facts->id != NULL ? facts->id : record->facts->task_id);
}

static char *
dup_model (const RefrainClipFacts *facts)
{
  if (facts->model != NULL && facts->version != NULL)
    return g_strdup_printf ("%s · %s", facts->model, facts->version);

  return g_strdup (facts->model != NULL ? facts->model : facts->version);
}

static char *
dup_created (const RefrainClipFacts *facts)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (facts->created_at / 1000);
  g_autoptr (GDateTime) local = utc != NULL ? g_date_time_to_local (utc) : NULL;

  if (facts->created_at == 0 || local == NULL)
    return NULL;

  /* Translators: a day and a time, as strftime() has it. */
  return g_date_time_format (local, _ ("%-d %b %Y, %H:%M"));
}

static void
append_files (RefrainSongFacts *self, const RefrainClipRecord *record, RefrainFileKind kind)
{
  for (guint i = 0; i < record->files->len; i++)
    {
      const RefrainSavedFile *file = g_ptr_array_index (record->files, i);
      GtkWidget *row;

      if (file->kind != kind)
        continue;
      row = refrain_fact_row_new_file (file);
      gtk_list_box_insert (self->list, row,
                           gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (self->task_id)));
      g_ptr_array_add (self->files, row);
    }
}

/* Rows of files are made anew when a file has come or fared badly. */
static void
update_files (RefrainSongFacts *self, const RefrainClipRecord *record)
{
  static const RefrainFileKind kinds[] = { REFRAIN_FILE_AUDIO, REFRAIN_FILE_VIDEO,
                                           REFRAIN_FILE_COVER, REFRAIN_FILE_LYRICS };

  for (guint i = 0; i < self->files->len; i++)
    gtk_list_box_remove (self->list, g_ptr_array_index (self->files, i));
  g_ptr_array_set_size (self->files, 0);
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    append_files (self, record, kinds[i]);
}

static void
show_parent (RefrainSongFacts *self, gint64 row)
{
  RefrainLibrary *library = refrain_context_get_library (self->context);
  RefrainClipPool *pool = refrain_library_get_pool (library);
  g_autoptr (RefrainClip) parent = row != 0 ? refrain_clip_pool_get (pool, row) : NULL;
  const RefrainClipFacts *facts = parent != NULL ? refrain_clip_get_facts (parent) : NULL;
  g_autofree char *short_id = refrain_text_short_id (self->parent_id);

  self->parent_row = row;
  refrain_fact_row_set_value (self->parent,
                              facts != NULL && facts->title != NULL ? facts->title : short_id);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->parent), self->parent_id);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self->parent), row != 0);
}

static gpointer
find_parent_job (RefrainConnection *connection, gpointer data, GError **error)
{
  return refrain_store_clips_find (connection, data, error);
}

static void
parent_found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RefrainSongFacts) self = user_data;
  g_autoptr (GArray) rows = refrain_store_run_finish (REFRAIN_STORE (source), result, NULL);

  if (rows != NULL && rows->len > 0 && self->context != NULL)
    show_parent (self, g_array_index (rows, gint64, 0));
}

static void
update_parent (RefrainSongFacts *self, const RefrainClipFacts *facts)
{
  RefrainLibrary *library = refrain_context_get_library (self->context);

  if (g_strcmp0 (self->parent_id, facts->parent_id) == 0)
    return;

  g_free (self->parent_id);
  self->parent_id = g_strdup (facts->parent_id);
  if (self->parent_id == NULL)
    {
      refrain_fact_row_set_value (self->parent, NULL);
      return;
    }
  show_parent (self, 0);
  refrain_store_run_async (refrain_library_get_store (library), find_parent_job,
                           g_strdup (self->parent_id), g_free, (GDestroyNotify) g_array_unref,
                           self->cancellable, parent_found_cb, g_object_ref (self));
}

static void
update (RefrainSongFacts *self)
{
  const RefrainClipRecord *record = refrain_clip_get_record (self->clip);
  g_autofree char *model = NULL;
  g_autofree char *length = NULL;
  g_autofree char *created = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self), record != NULL);
  if (record == NULL)
    return;

  model = dup_model (record->facts);
  length = refrain_clip_text_duration (self->clip);
  created = dup_created (record->facts);
  update_state (self, record);
  refrain_fact_row_set_value (self->model, model);
  refrain_fact_row_set_value (self->length, length);
  refrain_fact_row_set_value (self->created, created);
  refrain_fact_row_set_value (self->gateway, record->gateway);
  refrain_fact_row_set_value (self->instrumental, record->facts->instrumental ? _ ("Yes") : NULL);
  refrain_fact_row_set_value (self->clip_id, record->facts->id);
  update_parent (self, record->facts);
}

static void
saved_changed_cb (RefrainSongFacts *self)
{
  const RefrainClipRecord *record = refrain_clip_get_record (self->clip);

  if (record != NULL)
    update_files (self, record);
}

static void
row_activated_cb (RefrainSongFacts *self, GtkListBoxRow *row)
{
  if (row == GTK_LIST_BOX_ROW (self->parent) && self->parent_row != 0)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.open-clip", "x", self->parent_row);
}

static void
refrain_song_facts_dispose (GObject *object)
{
  RefrainSongFacts *self = REFRAIN_SONG_FACTS (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_pointer (&self->files, g_ptr_array_unref);
  g_clear_object (&self->clip);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (refrain_song_facts_parent_class)->dispose (object);
}

static void
refrain_song_facts_finalize (GObject *object)
{
  RefrainSongFacts *self = REFRAIN_SONG_FACTS (object);

  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->parent_id, g_free);

  G_OBJECT_CLASS (refrain_song_facts_parent_class)->finalize (object);
}

static void
refrain_song_facts_class_init (RefrainSongFactsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = refrain_song_facts_dispose;
  object_class->finalize = refrain_song_facts_finalize;
}

static RefrainFactRow *
append (RefrainSongFacts *self, GtkWidget *row)
{
  gtk_list_box_append (self->list, row);
  return REFRAIN_FACT_ROW (row);
}

static void
refrain_song_facts_init (RefrainSongFacts *self)
{
  GtkWidget *list = gtk_list_box_new ();

  self->cancellable = g_cancellable_new ();
  self->files = g_ptr_array_new ();
  self->list = GTK_LIST_BOX (list);
  gtk_widget_set_hexpand (list, TRUE);
  gtk_widget_set_valign (list, GTK_ALIGN_START);
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_widget_add_css_class (list, "song-facts");
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Facts of this song"), -1);
  gtk_box_append (GTK_BOX (self), list);
  g_signal_connect_swapped (list, "row-activated", G_CALLBACK (row_activated_cb), self);

  self->state = append (self, refrain_fact_row_new (_ ("State")));
  self->word = append (self, refrain_fact_row_new (_ ("The gateway says")));
  self->length = append (self, refrain_fact_row_new (_ ("Length")));
  self->model = append (self, refrain_fact_row_new (_ ("Model")));
  self->created = append (self, refrain_fact_row_new (_ ("Created")));
  self->gateway = append (self, refrain_fact_row_new (_ ("Gateway")));
  self->instrumental = append (self, refrain_fact_row_new (_ ("Instrumental")));
  self->parent = append (self, refrain_fact_row_new (_ ("Extended from")));
  self->task_id = append (self, refrain_fact_row_new_id (_ ("Task id"), _ ("Copy Task Id")));
  self->clip_id = append (self, refrain_fact_row_new_id (_ ("Clip id"), _ ("Copy Clip Id")));
}

/**
 * refrain_song_facts_bind:
 * @self: facts
 * @context: the services
 * @clip: the clip that they are of
 *
 * To be called once.
 */
void
refrain_song_facts_bind (RefrainSongFacts *self, RefrainContext *context, RefrainClip *clip)
{
  g_return_if_fail (REFRAIN_IS_SONG_FACTS (self) && self->clip == NULL);

  self->context = g_object_ref (context);
  self->clip = g_object_ref (clip);
  g_signal_connect_object (clip, "notify::facts", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (clip, "notify::saved-kinds", G_CALLBACK (saved_changed_cb), self,
                           G_CONNECT_SWAPPED);
  update (self);
  saved_changed_cb (self);
}
