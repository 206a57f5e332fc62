/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-clip-row.h"

#include "refrain-clip-text.h"
#include "refrain-cover.h"

#include <glib/gi18n-lib.h>

/**
 * RefrainClipRow:
 *
 * A clip in a list: small cover, title and style, then columns, fewer of them when narrow.
 */
struct _RefrainClipRow
{
  GtkWidget parent_instance;

  RefrainCover *cover;      /* (unowned): template child */
  GtkLabel *title_label;    /* (unowned): template child */
  GtkLabel *style_label;    /* (unowned): template child */
  GtkLabel *state_label;    /* (unowned): template child */
  GtkImage *mark_image;     /* (unowned): template child */
  GtkLabel *model_label;    /* (unowned): template child */
  GtkLabel *created_label;  /* (unowned): template child */
  GtkImage *saved_image;    /* (unowned): template child */
  GtkLabel *duration_label; /* (unowned): template child */
  RefrainClip *clip;        /* (owned) (nullable) */
  GSignalGroup *clip_group; /* (owned) */
  gboolean narrow;
};

G_DEFINE_FINAL_TYPE (RefrainClipRow, refrain_clip_row, GTK_TYPE_WIDGET)

typedef enum
{
  PROP_NARROW = 1,
} RefrainClipRowProperty;

static GParamSpec *properties[PROP_NARROW + 1];

static void
update_icons (RefrainClipRow *self)
{
  const char *mark_text = NULL;
  const char *mark = refrain_clip_get_mark (self->clip, &mark_text);
  gboolean saved = (refrain_clip_get_saved_kinds (self->clip) & REFRAIN_FILE_AUDIO) != 0;
  gboolean at_risk = refrain_clip_is_at_risk (self->clip);

  gtk_image_set_from_icon_name (self->mark_image, mark);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->mark_image), mark_text);
  gtk_image_set_from_icon_name (self->saved_image, saved     ? "refrain-saved-symbolic"
                                                   : at_risk ? "refrain-at-risk-symbolic"
                                                             : NULL);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->saved_image), saved ? _ ("Saved")
                                                               : at_risk
                                                                   ? _ ("At risk: not saved yet")
                                                                   : NULL);
}

static void
update (RefrainClipRow *self)
{
  const RefrainClipFacts *facts = refrain_clip_get_facts (self->clip);
  g_autofree char *title = refrain_clip_text_title (self->clip);
  g_autofree char *style = refrain_clip_text_style (self->clip);
  g_autofree char *state = refrain_clip_text_state (self->clip);
  g_autofree char *duration = refrain_clip_text_duration (self->clip);
  g_autofree char *created = refrain_clip_text_created (self->clip);
  g_autofree char *description = refrain_clip_text_description (self->clip);

  gtk_label_set_text (self->title_label, title);
  gtk_label_set_text (self->style_label, style);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->title_label), title);
  gtk_label_set_text (self->state_label, state);
  gtk_widget_set_visible (GTK_WIDGET (self->state_label), *state != '\0');
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->state_label),
                               facts != NULL ? facts->error_message : NULL);
  gtk_label_set_text (self->duration_label, duration);
  gtk_label_set_text (self->created_label, created);
  gtk_label_set_text (self->model_label, facts != NULL && facts->model != NULL ? facts->model : "");
  update_icons (self);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, description,
                                  -1);
}

static void
refrain_clip_row_dispose (GObject *object)
{
  RefrainClipRow *self = REFRAIN_CLIP_ROW (object);
  GtkWidget *child;

  g_clear_object (&self->clip_group);
  g_clear_object (&self->clip);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (refrain_clip_row_parent_class)->dispose (object);
}

static void
refrain_clip_row_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch ((RefrainClipRowProperty) prop_id)
    {
    case PROP_NARROW:
      g_value_set_boolean (value, REFRAIN_CLIP_ROW (object)->narrow);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
refrain_clip_row_set_property (GObject *object,
                               guint prop_id,
                               const GValue *value,
                               GParamSpec *pspec)
{
  switch ((RefrainClipRowProperty) prop_id)
    {
    case PROP_NARROW:
      refrain_clip_row_set_narrow (REFRAIN_CLIP_ROW (object), g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
refrain_clip_row_class_init (RefrainClipRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = refrain_clip_row_dispose;
  object_class->get_property = refrain_clip_row_get_property;
  object_class->set_property = refrain_clip_row_set_property;

  properties[PROP_NARROW] = g_param_spec_boolean ("narrow", NULL, NULL, FALSE,
                                                  G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS
                                                      | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  g_type_ensure (REFRAIN_TYPE_COVER);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/refrain_music/Refrain/ui/widgets/refrain-clip-row.ui");
  gtk_widget_class_bind_template_child (widget_class, RefrainClipRow, cover);
  gtk_widget_class_bind_template_child (widget_class, RefrainClipRow, title_label);
  gtk_widget_class_bind_template_child (widget_class, RefrainClipRow, style_label);
  gtk_widget_class_bind_template_child (widget_class, RefrainClipRow, state_label);
  gtk_widget_class_bind_template_child (widget_class, RefrainClipRow, mark_image);
  gtk_widget_class_bind_template_child (widget_class, RefrainClipRow, model_label);
  gtk_widget_class_bind_template_child (widget_class, RefrainClipRow, created_label);
  gtk_widget_class_bind_template_child (widget_class, RefrainClipRow, saved_image);
  gtk_widget_class_bind_template_child (widget_class, RefrainClipRow, duration_label);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_css_name (widget_class, "clip-row");

  refrain_clip_actions_install (widget_class);
}

static void
refrain_clip_row_init (RefrainClipRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->clip_group = g_signal_group_new (REFRAIN_TYPE_CLIP);
  g_signal_group_connect_swapped (self->clip_group, "notify::facts", G_CALLBACK (update), self);
  g_signal_group_connect_swapped (self->clip_group, "notify::verdict", G_CALLBACK (update), self);
  g_signal_group_connect_swapped (self->clip_group, "notify::saved-kinds", G_CALLBACK (update),
                                  self);
}

/**
 * refrain_clip_row_new:
 * @covers: cover art
 *
 * Returns: (transfer floating): a row of no clip
 */
GtkWidget *
refrain_clip_row_new (RefrainCovers *covers)
{
  RefrainClipRow *self = g_object_new (REFRAIN_TYPE_CLIP_ROW, NULL);

  refrain_cover_set_covers (self->cover, covers);
  return GTK_WIDGET (self);
}

/**
 * refrain_clip_row_set_narrow:
 * @self: a row
 * @narrow: whether there is no room for the columns
 */
void
refrain_clip_row_set_narrow (RefrainClipRow *self, gboolean narrow)
{
  g_return_if_fail (REFRAIN_IS_CLIP_ROW (self));

  if (self->narrow == narrow)
    return;

  self->narrow = narrow;
  gtk_widget_set_visible (GTK_WIDGET (self->model_label), !narrow);
  gtk_widget_set_visible (GTK_WIDGET (self->created_label), !narrow);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NARROW]);
}

/**
 * refrain_clip_row_set_clip:
 * @self: a row
 * @clip: (nullable): the clip to show
 */
void
refrain_clip_row_set_clip (RefrainClipRow *self, RefrainClip *clip)
{
  g_return_if_fail (REFRAIN_IS_CLIP_ROW (self));

  if (!g_set_object (&self->clip, clip))
    return;

  refrain_clip_actions_bind (GTK_WIDGET (self), clip);
  g_signal_group_set_target (self->clip_group, clip);
  refrain_cover_set_clip (self->cover, clip);
  if (clip != NULL)
    update (self);
}

/**
 * refrain_clip_row_get_clip:
 * @self: a row
 *
 * Returns: (transfer none) (nullable): the clip that is shown
 */
RefrainClip *
refrain_clip_row_get_clip (RefrainClipRow *self)
{
  g_return_val_if_fail (REFRAIN_IS_CLIP_ROW (self), NULL);

  return self->clip;
}
