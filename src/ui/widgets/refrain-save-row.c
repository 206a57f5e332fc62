/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-save-row.h"

#include <glib/gi18n-lib.h>

/**
 * RefrainSaveRow:
 *
 * One file on its way to the disk: what it is, how far it is or why it failed, and what can be done
 * about it.
 */
struct _RefrainSaveRow
{
  GtkBox parent_instance;

  RefrainSaveItem *item;    /* (owned) (nullable) */
  GSignalGroup *item_group; /* (owned) */
  GSignalGroup *clip_group; /* (owned) */
  GtkLabel *title;
  GtkLabel *kind;
  GtkLabel *status;
  GtkProgressBar *progress;
  GtkWidget *cancel;
  GtkWidget *show_in_files;
  GtkWidget *retry;
};

G_DEFINE_FINAL_TYPE (RefrainSaveRow, refrain_save_row, GTK_TYPE_BOX)

static const char *
get_kind_word (RefrainFileKind kind)
{
  switch (kind)
    {
    case REFRAIN_FILE_VIDEO:
      return _ ("Video");
    case REFRAIN_FILE_COVER:
      return _ ("Cover");
    case REFRAIN_FILE_LYRICS:
      return _ ("Lyrics");
    case REFRAIN_FILE_AUDIO:
    default:
      return _ ("Song");
    }
}

static char *
dup_received (RefrainSaveItem *item)
{
  gint64 total = refrain_save_item_get_total (item);
  gint64 received = refrain_save_item_get_received (item);
  g_autofree char *done = g_format_size ((guint64) MAX (received, 0));
  g_autofree char *all = total > 0 ? g_format_size ((guint64) total) : NULL;

  if (received <= 0 && total <= 0)
    return g_strdup (_ ("Starting…"));

  /* Translators: "2.1 MB of 3.0 MB" */
  return all != NULL ? g_strdup_printf (_ ("%s of %s"), done, all) : g_steal_pointer (&done);
}

static char *
dup_status (RefrainSaveItem *item)
{
  const GError *error = refrain_save_item_get_error (item);

  switch (refrain_save_item_get_state (item))
    {
    case REFRAIN_SAVE_QUEUED:
      return g_strdup (_ ("Waiting"));
    case REFRAIN_SAVE_WAITING:
      return g_strdup (_ ("Waiting until the song is complete"));
    case REFRAIN_SAVE_FETCHING:
      return dup_received (item);
    case REFRAIN_SAVE_PROVING:
      return g_strdup (_ ("Checking…"));
    case REFRAIN_SAVE_DONE:
      return g_strdup (refrain_save_item_was_known (item) ? _ ("Saved already") : _ ("Saved"));
    case REFRAIN_SAVE_CANCELLED:
      return g_strdup (_ ("Cancelled"));
    case REFRAIN_SAVE_FAILED:
    default:
      return g_strdup (error != NULL ? error->message : _ ("It could not be saved."));
    }
}

static const char *
get_title (RefrainSaveItem *item)
{
  const RefrainClipFacts *facts = refrain_clip_get_facts (refrain_save_item_get_clip (item));

  return facts != NULL && facts->title != NULL ? facts->title : _ ("Untitled");
}

/* The target comes first: an action without the target that it needs is complained about. */
static void
set_action (GtkWidget *button, const char *action, GVariant *target)
{
  if (target == NULL)
    gtk_actionable_set_action_name (GTK_ACTIONABLE (button), NULL);
  gtk_actionable_set_action_target_value (GTK_ACTIONABLE (button), target);
  if (target != NULL)
    gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
}

static void
update_buttons (RefrainSaveRow *self)
{
  RefrainSaveState state = refrain_save_item_get_state (self->item);
  gint64 clip_row = refrain_clip_get_row_id (refrain_save_item_get_clip (self->item));
  const char *path = refrain_save_item_get_path (self->item);

  gtk_widget_set_visible (self->cancel, !refrain_save_item_is_finished (self->item));
  gtk_widget_set_visible (self->show_in_files, state == REFRAIN_SAVE_DONE && path != NULL);
  set_action (self->show_in_files, "win.show-folder",
              path != NULL ? g_variant_new_string (path) : NULL);
  gtk_widget_set_visible (self->retry,
                          state == REFRAIN_SAVE_FAILED || state == REFRAIN_SAVE_CANCELLED);
  set_action (self->retry, "win.save-clip",
              g_variant_new ("(xu)", clip_row, (guint) refrain_save_item_get_kind (self->item)));
}

static void
name_buttons (RefrainSaveRow *self, const char *title)
{
  const struct
  {
    GtkWidget *button;
    const char *name;
  } names[] = {
    { self->cancel, _ ("Cancel") },
    { self->show_in_files, _ ("Show in Files") },
    { self->retry, _ ("Try Again") },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      /* Translators: what a button does, and to which song */
      g_autofree char *label = g_strdup_printf (_ ("%s: %s"), names[i].name, title);

      gtk_accessible_update_property (GTK_ACCESSIBLE (names[i].button),
                                      GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
    }
}

static void
progress_cb (RefrainSaveRow *self)
{
  g_autofree char *status = dup_status (self->item);
  g_autofree char *name = NULL;
  const char *title = gtk_label_get_text (self->title);

  gtk_progress_bar_set_fraction (self->progress, refrain_save_item_get_fraction (self->item));
  if (g_str_equal (gtk_label_get_text (self->status), status))
    return;

  gtk_label_set_text (self->status, status);
  name = g_strdup_printf ("%s, %s, %s", title, gtk_label_get_text (self->kind), status);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
state_changed_cb (RefrainSaveRow *self)
{
  RefrainSaveState state = refrain_save_item_get_state (self->item);
  gboolean failed = state == REFRAIN_SAVE_FAILED;

  gtk_widget_set_visible (GTK_WIDGET (self->progress), !refrain_save_item_is_finished (self->item));
  gtk_widget_remove_css_class (GTK_WIDGET (self->status), failed ? "dim-label" : "error");
  gtk_widget_add_css_class (GTK_WIDGET (self->status), failed ? "error" : "dim-label");
  update_buttons (self);
  progress_cb (self);
}

static void
title_changed_cb (RefrainSaveRow *self)
{
  const char *title = get_title (self->item);

  gtk_label_set_text (self->title, title);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->title), title);
  name_buttons (self, title);
}

static void
cancel_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  RefrainSaveRow *self = REFRAIN_SAVE_ROW (widget);

  if (self->item == NULL)
    return;

  /* It ends a moment later; until then nothing more can be asked of it. */
  gtk_widget_hide (self->cancel);
  refrain_save_item_cancel (self->item);
}

static void
refrain_save_row_dispose (GObject *object)
{
  RefrainSaveRow *self = REFRAIN_SAVE_ROW (object);

  g_clear_object (&self->item_group);
  g_clear_object (&self->clip_group);
  g_clear_object (&self->item);

  G_OBJECT_CLASS (refrain_save_row_parent_class)->dispose (object);
}

static void
refrain_save_row_class_init (RefrainSaveRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = refrain_save_row_dispose;

  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/refrain_music/Refrain/ui/widgets/refrain-save-row.ui");
  gtk_widget_class_bind_template_child (widget_class, RefrainSaveRow, title);
  gtk_widget_class_bind_template_child (widget_class, RefrainSaveRow, kind);
  gtk_widget_class_bind_template_child (widget_class, RefrainSaveRow, status);
  gtk_widget_class_bind_template_child (widget_class, RefrainSaveRow, progress);
  gtk_widget_class_bind_template_child (widget_class, RefrainSaveRow, cancel);
  gtk_widget_class_bind_template_child (widget_class, RefrainSaveRow, show_in_files);
  gtk_widget_class_bind_template_child (widget_class, RefrainSaveRow, retry);
  gtk_widget_class_install_action (widget_class, "save-row.cancel", NULL, cancel_cb);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
refrain_save_row_init (RefrainSaveRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->item_group = g_signal_group_new (REFRAIN_TYPE_SAVE_ITEM);
  g_signal_group_connect_swapped (self->item_group, "notify::state", G_CALLBACK (state_changed_cb),
                                  self);
  g_signal_group_connect_swapped (self->item_group, "notify::fraction", G_CALLBACK (progress_cb),
                                  self);
  self->clip_group = g_signal_group_new (REFRAIN_TYPE_CLIP);
  g_signal_group_connect_swapped (self->clip_group, "notify::facts", G_CALLBACK (title_changed_cb),
                                  self);
}

/**
 * refrain_save_row_new:
 *
 * Returns: (transfer floating): a row of no file
 */
GtkWidget *
refrain_save_row_new (void)
{
  return g_object_new (REFRAIN_TYPE_SAVE_ROW, NULL);
}

/**
 * refrain_save_row_set_item:
 * @self: a row
 * @item: (nullable): the file that it shows
 */
void
refrain_save_row_set_item (RefrainSaveRow *self, RefrainSaveItem *item)
{
  g_return_if_fail (REFRAIN_IS_SAVE_ROW (self));

  if (!g_set_object (&self->item, item))
    return;

  g_signal_group_set_target (self->item_group, item);
  g_signal_group_set_target (self->clip_group,
                             item != NULL ? refrain_save_item_get_clip (item) : NULL);
  if (item == NULL)
    return;

  gtk_label_set_text (self->status, "");
  gtk_label_set_text (self->kind, get_kind_word (refrain_save_item_get_kind (item)));
  title_changed_cb (self);
  state_changed_cb (self);
}

/**
 * refrain_save_row_get_status:
 * @self: a row
 *
 * Returns: (transfer none): what it says of its file
 */
const char *
refrain_save_row_get_status (RefrainSaveRow *self)
{
  g_return_val_if_fail (REFRAIN_IS_SAVE_ROW (self), NULL);

  return gtk_label_get_text (self->status);
}
