/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-cover.h"

#include <string.h>

#define FADE_MICROSECONDS 150000
#define DEFAULT_SIZE 160
/* How much of a cover's side the initial takes. */
#define INITIAL_SHARE 0.55f

/**
 * RefrainCover:
 *
 * A clip's cover: square, rounded, as wide as it may be. Until the picture is there it shows a
 * gradient made from the clip's id with the title's initial, never a spinner; the picture fades in
 * once and does not fade again when the row is shown anew.
 */
struct _RefrainCover
{
  GtkWidget parent_instance;

  RefrainCovers *covers;     /* (owned) (nullable) */
  RefrainClip *clip;         /* (owned) (nullable) */
  GSignalGroup *clip_group;  /* (owned) */
  GCancellable *cancellable; /* (owned) (nullable): of the picture that is awaited */
  GdkTexture *texture;       /* (owned) (nullable) */
  PangoLayout *initial;      /* (owned) (nullable) */
  char *shown_url;           /* (owned) (nullable): what @texture shows or will show */
  int size;                  /* natural side, logical pixels */
  guint tick;
  gint64 fade_start; /* frame time; 0 = no fade */
  double opacity;
  gboolean large;
};

G_DEFINE_FINAL_TYPE (RefrainCover, refrain_cover, GTK_TYPE_WIDGET)

typedef enum
{
  PROP_COVERS = 1,
  PROP_CLIP,
  PROP_SIZE,
  PROP_LARGE,
} RefrainCoverProperty;

static GParamSpec *properties[PROP_LARGE + 1];

static gboolean
fade_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  RefrainCover *self = REFRAIN_COVER (widget);
  gint64 now = gdk_frame_clock_get_frame_time (clock);

  if (self->fade_start == 0)
    self->fade_start = now;
  self->opacity = CLAMP ((double) (now - self->fade_start) / FADE_MICROSECONDS, 0.0, 1.0);
  gtk_widget_queue_draw (widget);
  if (self->opacity < 1.0)
    return G_SOURCE_CONTINUE;

  self->tick = 0;
  return G_SOURCE_REMOVE;
}

static gboolean
wants_motion (RefrainCover *self)
{
  gboolean animations = TRUE;

  g_object_get (gtk_widget_get_settings (GTK_WIDGET (self)), "gtk-enable-animations", &animations,
                NULL);
  return animations && gtk_widget_get_mapped (GTK_WIDGET (self));
}

static void
stop_fade (RefrainCover *self)
{
  if (self->tick != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->tick);
  self->tick = 0;
  self->fade_start = 0;
  self->opacity = 1.0;
}

static void
take_pixbuf (RefrainCover *self, GdkPixbuf *pixbuf, gboolean fade)
{
  g_clear_object (&self->texture);
  self->texture = gdk_texture_new_for_pixbuf (pixbuf);
  stop_fade (self);
  if (fade && wants_motion (self))
    {
      self->opacity = 0.0;
      self->tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), fade_cb, NULL, NULL);
    }
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  RefrainCover *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkPixbuf) pixbuf = refrain_covers_load_finish (REFRAIN_COVERS (source), result,
                                                             &error);

  /* A cover that cannot be had keeps its gradient: that is what a user needs to know of it. */
  if (pixbuf != NULL)
    take_pixbuf (self, pixbuf, TRUE);
  g_object_unref (self);
}

static guint
get_pixel_size (RefrainCover *self)
{
  /* One size for cards of all widths, so that a resize does not decode everything anew. */
  return (guint) (self->size * gtk_widget_get_scale_factor (GTK_WIDGET (self)));
}

static const char *
choose_url (RefrainCover *self)
{
  const RefrainClipFacts *facts = self->clip != NULL ? refrain_clip_get_facts (self->clip) : NULL;

  if (facts == NULL)
    return NULL;
  if (self->large && facts->image_large_url != NULL)
    return facts->image_large_url;

  return facts->image_url != NULL ? facts->image_url : facts->image_large_url;
}

static void
load (RefrainCover *self)
{
  const char *url = choose_url (self);
  GdkPixbuf *known;

  if (self->covers == NULL || g_strcmp0 (url, self->shown_url) == 0)
    return;

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->texture);
  stop_fade (self);
  g_free (self->shown_url);
  self->shown_url = g_strdup (url);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  if (url == NULL)
    return;

  known = refrain_covers_peek (self->covers, url, get_pixel_size (self));
  if (known != NULL)
    {
      take_pixbuf (self, known, FALSE);
      return;
    }

  self->cancellable = g_cancellable_new ();
  refrain_covers_load_async (self->covers, url, get_pixel_size (self), self->cancellable, loaded_cb,
                             g_object_ref (self));
}

/* Two neighbouring hues from the id: the same clip looks the same every day. */
static void
get_colors (RefrainCover *self, GdkRGBA *from, GdkRGBA *to)
{
  const RefrainClipFacts *facts = self->clip != NULL ? refrain_clip_get_facts (self->clip) : NULL;
  guint hash = g_str_hash (facts != NULL && facts->id != NULL ? facts->id : "");
  float hue = (float) (hash % 360) / 360.0f;
  float second = hue + 0.12f > 1.0f ? hue - 0.88f : hue + 0.12f;

  from->alpha = to->alpha = 1.0f;
  gtk_hsv_to_rgb (hue, 0.45f, 0.62f, &from->red, &from->green, &from->blue);
  gtk_hsv_to_rgb (second, 0.55f, 0.42f, &to->red, &to->green, &to->blue);
}

static void
snapshot_gradient (RefrainCover *self, GtkSnapshot *snapshot, float side)
{
  GskColorStop stops[2] = { { .offset = 0.0f }, { .offset = 1.0f } };
  graphene_rect_t bounds = GRAPHENE_RECT_INIT (0, 0, side, side);
  const GdkRGBA white = { 1.0f, 1.0f, 1.0f, 0.85f };
  float scale;
  int width;
  int height;

  get_colors (self, &stops[0].color, &stops[1].color);
  gtk_snapshot_append_linear_gradient (snapshot, &bounds, &GRAPHENE_POINT_INIT (0, 0),
                                       &GRAPHENE_POINT_INIT (side, side), stops, 2);
  if (self->initial == NULL)
    return;

  pango_layout_get_pixel_size (self->initial, &width, &height);
  scale = side * INITIAL_SHARE / (float) MAX (height, 1);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((side - (float) width * scale) / 2,
                                                          (side - (float) height * scale) / 2));
  gtk_snapshot_scale (snapshot, scale, scale);
  gtk_snapshot_append_layout (snapshot, self->initial, &white);
  gtk_snapshot_restore (snapshot);
}

static void
refrain_cover_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  RefrainCover *self = REFRAIN_COVER (widget);
  float side = (float) MIN (gtk_widget_get_width (widget), gtk_widget_get_height (widget));
  float radius = side >= 96 ? 9.0f : 6.0f;
  GskRoundedRect clip;

  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (
      snapshot, &GRAPHENE_POINT_INIT (((float) gtk_widget_get_width (widget) - side) / 2,
                                      ((float) gtk_widget_get_height (widget) - side) / 2));
  gsk_rounded_rect_init_from_rect (&clip, &GRAPHENE_RECT_INIT (0, 0, side, side), radius);
  gtk_snapshot_push_rounded_clip (snapshot, &clip);
  if (self->texture == NULL || self->opacity < 1.0)
    snapshot_gradient (self, snapshot, side);
  if (self->texture != NULL)
    {
      gtk_snapshot_push_opacity (snapshot, self->opacity);
      gtk_snapshot_append_texture (snapshot, self->texture, &GRAPHENE_RECT_INIT (0, 0, side, side));
      gtk_snapshot_pop (snapshot);
    }
  gtk_snapshot_pop (snapshot);
  gtk_snapshot_restore (snapshot);
}

static GtkSizeRequestMode
refrain_cover_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
refrain_cover_measure (GtkWidget *widget,
                       GtkOrientation orientation,
                       int for_size,
                       int *minimum,
                       int *natural,
                       int *minimum_baseline,
                       int *natural_baseline)
{
  RefrainCover *self = REFRAIN_COVER (widget);

  *minimum = MIN (self->size, 32);
  *natural = self->size;
  if (orientation == GTK_ORIENTATION_VERTICAL && for_size > 0)
    *minimum = *natural = for_size;
}

static void
update_initial (RefrainCover *self)
{
  const RefrainClipFacts *facts = self->clip != NULL ? refrain_clip_get_facts (self->clip) : NULL;
  const char *title = facts != NULL && facts->title != NULL ? facts->title : NULL;
  g_autoptr (PangoFontDescription) font = NULL;
  g_autofree char *first = NULL;

  g_clear_object (&self->initial);
  if (title == NULL)
    return;

  first = g_utf8_substring (title, 0, 1);
  self->initial = gtk_widget_create_pango_layout (GTK_WIDGET (self), first);
  /* In the size of a heading, and scaled: a font of its own size would have to be looked up in all
   * that are installed. */
  font = pango_font_description_new ();
  pango_font_description_set_weight (font, PANGO_WEIGHT_BOLD);
  pango_layout_set_font_description (self->initial, font);
}

static void
facts_changed_cb (RefrainCover *self)
{
  update_initial (self);
  load (self);
}

static void
refrain_cover_dispose (GObject *object)
{
  RefrainCover *self = REFRAIN_COVER (object);

  stop_fade (self);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->clip_group);
  g_clear_object (&self->clip);
  g_clear_object (&self->covers);
  g_clear_object (&self->texture);
  g_clear_object (&self->initial);
  g_clear_pointer (&self->shown_url, g_free);

  G_OBJECT_CLASS (refrain_cover_parent_class)->dispose (object);
}

static void
refrain_cover_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  RefrainCover *self = REFRAIN_COVER (object);

  switch ((RefrainCoverProperty) prop_id)
    {
    case PROP_COVERS:
      g_value_set_object (value, self->covers);
      break;
    case PROP_CLIP:
      g_value_set_object (value, self->clip);
      break;
    case PROP_SIZE:
      g_value_set_int (value, self->size);
      break;
    case PROP_LARGE:
      g_value_set_boolean (value, self->large);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
refrain_cover_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  RefrainCover *self = REFRAIN_COVER (object);

  switch ((RefrainCoverProperty) prop_id)
    {
    case PROP_COVERS:
      refrain_cover_set_covers (self, g_value_get_object (value));
      break;
    case PROP_CLIP:
      refrain_cover_set_clip (self, g_value_get_object (value));
      break;
    case PROP_SIZE:
      refrain_cover_set_size (self, g_value_get_int (value));
      break;
    case PROP_LARGE:
      refrain_cover_set_large (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
refrain_cover_class_init (RefrainCoverClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->dispose = refrain_cover_dispose;
  object_class->get_property = refrain_cover_get_property;
  object_class->set_property = refrain_cover_set_property;
  widget_class->snapshot = refrain_cover_snapshot;
  widget_class->measure = refrain_cover_measure;
  widget_class->get_request_mode = refrain_cover_get_request_mode;

  properties[PROP_COVERS] = g_param_spec_object ("covers", NULL, NULL, REFRAIN_TYPE_COVERS, flags);
  properties[PROP_CLIP] = g_param_spec_object ("clip", NULL, NULL, REFRAIN_TYPE_CLIP, flags);
  properties[PROP_SIZE] = g_param_spec_int ("size", NULL, NULL, 16, 2048, DEFAULT_SIZE, flags);
  properties[PROP_LARGE] = g_param_spec_boolean ("large", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_css_name (widget_class, "cover");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
refrain_cover_init (RefrainCover *self)
{
  self->size = DEFAULT_SIZE;
  self->opacity = 1.0;
  self->clip_group = g_signal_group_new (REFRAIN_TYPE_CLIP);
  g_signal_group_connect_swapped (self->clip_group, "notify::facts", G_CALLBACK (facts_changed_cb),
                                  self);
}

/**
 * refrain_cover_new:
 * @covers: cover art
 * @size: the side it would like to have, in logical pixels
 *
 * Returns: (transfer floating): a cover of no clip
 */
GtkWidget *
refrain_cover_new (RefrainCovers *covers, int size)
{
  return g_object_new (REFRAIN_TYPE_COVER, "covers", covers, "size", size, NULL);
}

/**
 * refrain_cover_set_covers:
 * @self: a cover
 * @covers: (nullable): cover art
 */
void
refrain_cover_set_covers (RefrainCover *self, RefrainCovers *covers)
{
  g_return_if_fail (REFRAIN_IS_COVER (self));

  if (!g_set_object (&self->covers, covers))
    return;

  load (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_COVERS]);
}

/**
 * refrain_cover_set_clip:
 * @self: a cover
 * @clip: (nullable): the clip whose cover it is
 */
void
refrain_cover_set_clip (RefrainCover *self, RefrainClip *clip)
{
  g_return_if_fail (REFRAIN_IS_COVER (self));

  if (!g_set_object (&self->clip, clip))
    return;

  g_signal_group_set_target (self->clip_group, clip);
  facts_changed_cb (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CLIP]);
}

/**
 * refrain_cover_set_size:
 * @self: a cover
 * @size: the side it would like to have, in logical pixels
 */
void
refrain_cover_set_size (RefrainCover *self, int size)
{
  g_return_if_fail (REFRAIN_IS_COVER (self));

  if (self->size == size)
    return;

  self->size = size;
  g_clear_pointer (&self->shown_url, g_free);
  facts_changed_cb (self);
  gtk_widget_queue_resize (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SIZE]);
}

/**
 * refrain_cover_get_size:
 * @self: a cover
 *
 * Returns: the side it would like to have, in logical pixels
 */
int
refrain_cover_get_size (RefrainCover *self)
{
  g_return_val_if_fail (REFRAIN_IS_COVER (self), 0);

  return self->size;
}

/**
 * refrain_cover_set_large:
 * @self: a cover
 * @large: whether to prefer the large picture that some gateways offer
 */
void
refrain_cover_set_large (RefrainCover *self, gboolean large)
{
  g_return_if_fail (REFRAIN_IS_COVER (self));

  if (self->large == large)
    return;

  self->large = large;
  load (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LARGE]);
}
