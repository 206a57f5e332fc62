/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-video-paintable.h"

#define PLAYER_KEY "refrain-video-paintable"

/* Newer systems have a sink that leaves the pictures on the graphics card. */
#define OUTER_SINK "gtk4paintablesink"

/**
 * RefrainVideoPaintable:
 *
 * The pictures of a player. A player has one, however many views show it; it takes pictures from
 * the player only while one of them is watched. The last picture stays until another address is
 * loaded.
 */
struct _RefrainVideoPaintable
{
  GObject parent_instance;

  RefrainPlayer *player; /* (unowned): a weak pointer */
  GdkPaintable *outer;   /* (owned) (nullable): of the sink that draws by itself */
  GdkTexture *texture;   /* (owned) (nullable): the newest picture */
  double pixel_aspect;
  guint n_watchers;
  guint n_frames;
};

/* What is painted now. */
static GdkPaintable *
peek_picture (RefrainVideoPaintable *self)
{
  return self->texture != NULL ? GDK_PAINTABLE (self->texture) : self->outer;
}

static void
refrain_video_paintable_snapshot (GdkPaintable *paintable,
                                  GdkSnapshot *snapshot,
                                  double width,
                                  double height)
{
  GdkPaintable *picture = peek_picture (REFRAIN_VIDEO_PAINTABLE (paintable));

  if (picture != NULL)
    gdk_paintable_snapshot (picture, snapshot, width, height);
}

static GdkPaintable *
refrain_video_paintable_get_current_image (GdkPaintable *paintable)
{
  GdkPaintable *picture = peek_picture (REFRAIN_VIDEO_PAINTABLE (paintable));

  return picture != NULL ? gdk_paintable_get_current_image (picture)
                         : gdk_paintable_new_empty (0, 0);
}

static int
refrain_video_paintable_get_intrinsic_width (GdkPaintable *paintable)
{
  RefrainVideoPaintable *self = REFRAIN_VIDEO_PAINTABLE (paintable);
  GdkPaintable *picture = peek_picture (self);

  if (picture == NULL)
    return 0;

  return (int) (gdk_paintable_get_intrinsic_width (picture) * self->pixel_aspect + 0.5);
}

static int
refrain_video_paintable_get_intrinsic_height (GdkPaintable *paintable)
{
  GdkPaintable *picture = peek_picture (REFRAIN_VIDEO_PAINTABLE (paintable));

  return picture != NULL ? gdk_paintable_get_intrinsic_height (picture) : 0;
}

static double
refrain_video_paintable_get_intrinsic_aspect_ratio (GdkPaintable *paintable)
{
  RefrainVideoPaintable *self = REFRAIN_VIDEO_PAINTABLE (paintable);
  GdkPaintable *picture = peek_picture (self);

  if (picture == NULL)
    return 0;

  return gdk_paintable_get_intrinsic_aspect_ratio (picture) * self->pixel_aspect;
}

static void
paintable_init (GdkPaintableInterface *iface)
{
  iface->snapshot = refrain_video_paintable_snapshot;
  iface->get_current_image = refrain_video_paintable_get_current_image;
  iface->get_intrinsic_width = refrain_video_paintable_get_intrinsic_width;
  iface->get_intrinsic_height = refrain_video_paintable_get_intrinsic_height;
  iface->get_intrinsic_aspect_ratio = refrain_video_paintable_get_intrinsic_aspect_ratio;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (RefrainVideoPaintable,
                               refrain_video_paintable,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (GDK_TYPE_PAINTABLE, paintable_init))

static void
set_texture (RefrainVideoPaintable *self, GdkTexture *texture, double pixel_aspect)
{
  int old_width = refrain_video_paintable_get_intrinsic_width (GDK_PAINTABLE (self));
  int old_height = refrain_video_paintable_get_intrinsic_height (GDK_PAINTABLE (self));

  g_clear_object (&self->texture);
  self->texture = texture;
  self->pixel_aspect = pixel_aspect;
  if (old_width != refrain_video_paintable_get_intrinsic_width (GDK_PAINTABLE (self))
      || old_height != refrain_video_paintable_get_intrinsic_height (GDK_PAINTABLE (self)))
    gdk_paintable_invalidate_size (GDK_PAINTABLE (self));
  gdk_paintable_invalidate_contents (GDK_PAINTABLE (self));
}

/* The bytes are the decoder's own and go back to it with the texture. */
static void
frame_cb (RefrainVideoFrame *frame, gpointer user_data)
{
  RefrainVideoPaintable *self = user_data;
  double aspect = refrain_video_frame_get_pixel_aspect (frame);

  self->n_frames++;
  set_texture (self,
               gdk_memory_texture_new (
                   refrain_video_frame_get_width (frame), refrain_video_frame_get_height (frame),
                   GDK_MEMORY_B8G8R8A8_PREMULTIPLIED, refrain_video_frame_get_bytes (frame),
                   refrain_video_frame_get_stride (frame)),
               aspect > 0 ? aspect : 1);
}

static void
uri_changed_cb (RefrainVideoPaintable *self)
{
  if (self->texture != NULL)
    set_texture (self, NULL, 1);
}

static void
refrain_video_paintable_dispose (GObject *object)
{
  RefrainVideoPaintable *self = REFRAIN_VIDEO_PAINTABLE (object);

  if (self->player != NULL)
    {
      g_object_set_data (G_OBJECT (self->player), PLAYER_KEY, NULL);
      refrain_player_set_frame_func (self->player, NULL, NULL, NULL);
      if (self->outer != NULL)
        refrain_player_set_video_sink (self->player, NULL);
    }
  g_clear_weak_pointer (&self->player);
  g_clear_object (&self->outer);
  g_clear_object (&self->texture);

  G_OBJECT_CLASS (refrain_video_paintable_parent_class)->dispose (object);
}

static void
refrain_video_paintable_class_init (RefrainVideoPaintableClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = refrain_video_paintable_dispose;
}

static void
refrain_video_paintable_init (RefrainVideoPaintable *self)
{
  self->pixel_aspect = 1;
}

/* Where the system's own sink exists it draws, from the next address on. */
static void
use_outer_sink (RefrainVideoPaintable *self)
{
  g_autoptr (GstElementFactory) factory = gst_element_factory_find (OUTER_SINK);
  GstElement *sink = factory != NULL ? gst_element_factory_create (factory, NULL) : NULL;

  if (sink == NULL)
    return;

  gst_object_ref_sink (sink);
  g_object_get (sink, "paintable", &self->outer, NULL);
  if (self->outer != NULL)
    {
      refrain_player_set_video_sink (self->player, sink);
      g_signal_connect_object (self->outer, "invalidate-contents",
                               G_CALLBACK (gdk_paintable_invalidate_contents), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (self->outer, "invalidate-size",
                               G_CALLBACK (gdk_paintable_invalidate_size), self, G_CONNECT_SWAPPED);
    }
  gst_object_unref (sink);
}

/**
 * refrain_video_paintable_get:
 * @player: a player
 *
 * Returns: (transfer full): the player's pictures; the same object as long as somebody holds it
 */
RefrainVideoPaintable *
refrain_video_paintable_get (RefrainPlayer *player)
{
  RefrainVideoPaintable *self;

  g_return_val_if_fail (REFRAIN_IS_PLAYER (player), NULL);

  self = g_object_get_data (G_OBJECT (player), PLAYER_KEY);
  if (self != NULL)
    return g_object_ref (self);

  self = g_object_new (REFRAIN_TYPE_VIDEO_PAINTABLE, NULL);
  g_set_weak_pointer (&self->player, player);
  g_object_set_data (G_OBJECT (player), PLAYER_KEY, self);
  g_signal_connect_object (player, "notify::uri", G_CALLBACK (uri_changed_cb), self,
                           G_CONNECT_SWAPPED);
  use_outer_sink (self);
  return self;
}

/**
 * refrain_video_paintable_watch:
 * @self: pictures
 *
 * Somebody looks: pictures are taken from the player. Each call needs a
 * refrain_video_paintable_unwatch().
 */
void
refrain_video_paintable_watch (RefrainVideoPaintable *self)
{
  g_return_if_fail (REFRAIN_IS_VIDEO_PAINTABLE (self));

  if (self->n_watchers++ == 0 && self->player != NULL)
    refrain_player_set_frame_func (self->player, frame_cb, self, NULL);
}

/**
 * refrain_video_paintable_unwatch:
 * @self: pictures
 *
 * One who looked looks no more.
 */
void
refrain_video_paintable_unwatch (RefrainVideoPaintable *self)
{
  g_return_if_fail (REFRAIN_IS_VIDEO_PAINTABLE (self));
  g_return_if_fail (self->n_watchers > 0);

  if (--self->n_watchers == 0 && self->player != NULL)
    refrain_player_set_frame_func (self->player, NULL, NULL, NULL);
}

/**
 * refrain_video_paintable_is_watched:
 * @self: pictures
 *
 * Returns: whether somebody looks
 */
gboolean
refrain_video_paintable_is_watched (RefrainVideoPaintable *self)
{
  g_return_val_if_fail (REFRAIN_IS_VIDEO_PAINTABLE (self), FALSE);

  return self->n_watchers > 0;
}

/**
 * refrain_video_paintable_get_n_frames:
 * @self: pictures
 *
 * Returns: how many pictures have come; stays 0 where the system's own sink draws
 */
guint
refrain_video_paintable_get_n_frames (RefrainVideoPaintable *self)
{
  g_return_val_if_fail (REFRAIN_IS_VIDEO_PAINTABLE (self), 0);

  return self->n_frames;
}
