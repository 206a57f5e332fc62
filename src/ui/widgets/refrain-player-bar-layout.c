/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-player-bar-layout.h"

#define WIDE_HEIGHT 72
#define STRIP_HEIGHT 56
#define LINE_HEIGHT 3
#define NARROW_WIDTH 600
#define GAP 6

/**
 * RefrainPlayerBarLayout:
 *
 * The two shapes of a player bar: 72 px high with everything, and below 600 px of width a strip of
 * 56 px with the song, Play and Next, its progress a line on top. The bar's border is part of that.
 */
struct _RefrainPlayerBarLayout
{
  GtkLayoutManager parent_instance;

  GtkWidget *parts[REFRAIN_N_PLAYER_BAR_PARTS]; /* (unowned) (nullable): weak pointers */
};

G_DEFINE_FINAL_TYPE (RefrainPlayerBarLayout, refrain_player_bar_layout, GTK_TYPE_LAYOUT_MANAGER)

/* Where the next child goes, counted from where the text begins. */
typedef struct
{
  GtkWidget *bar;
  int bar_width;
  int x;
} Pen;

static int
get_natural (RefrainPlayerBarLayout *self, RefrainPlayerBarPart part, GtkOrientation orientation)
{
  int natural = 0;

  if (self->parts[part] != NULL)
    gtk_widget_measure (self->parts[part], orientation, -1, NULL, &natural, NULL, NULL);
  return natural;
}

static int
get_natural_width (RefrainPlayerBarLayout *self, RefrainPlayerBarPart part)
{
  return get_natural (self, part, GTK_ORIENTATION_HORIZONTAL);
}

static GtkSizeRequestMode
refrain_player_bar_layout_get_request_mode (GtkLayoutManager *manager, GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
measure_width (RefrainPlayerBarLayout *self, int *minimum, int *natural)
{
  int song = 0;

  if (self->parts[REFRAIN_PLAYER_BAR_SONG] != NULL)
    gtk_widget_measure (self->parts[REFRAIN_PLAYER_BAR_SONG], GTK_ORIENTATION_HORIZONTAL, -1, &song,
                        NULL, NULL, NULL);
  *minimum = song + get_natural_width (self, REFRAIN_PLAYER_BAR_PLAY)
             + get_natural_width (self, REFRAIN_PLAYER_BAR_NEXT) + 4 * GAP;
  *natural = MAX (*minimum, NARROW_WIDTH);
}

static void
refrain_player_bar_layout_measure (GtkLayoutManager *manager,
                                   GtkWidget *widget,
                                   GtkOrientation orientation,
                                   int for_size,
                                   int *minimum,
                                   int *natural,
                                   int *minimum_baseline,
                                   int *natural_baseline)
{
  RefrainPlayerBarLayout *self = REFRAIN_PLAYER_BAR_LAYOUT (manager);
  gboolean narrow = for_size >= 0 && for_size < NARROW_WIDTH;
  int song;

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      measure_width (self, minimum, natural);
      return;
    }

  /* Large text may need more. */
  song = get_natural (self, REFRAIN_PLAYER_BAR_SONG, GTK_ORIENTATION_VERTICAL);
  *minimum = *natural = narrow ? MAX (STRIP_HEIGHT - 1, song + LINE_HEIGHT)
                               : MAX (WIDE_HEIGHT - 1, song + 2 * GAP);
}

static void
place (Pen *pen, GtkWidget *child, int y, int width, int height)
{
  gboolean mirrored = gtk_widget_get_direction (pen->bar) == GTK_TEXT_DIR_RTL;
  GtkAllocation allocation = { .y = y, .width = width, .height = height };

  allocation.x = mirrored ? pen->bar_width - pen->x - width : pen->x;
  gtk_widget_size_allocate (child, &allocation, -1);
  pen->x += width + GAP;
}

static void
allocate_strip (RefrainPlayerBarLayout *self, GtkWidget *widget, int width, int height)
{
  Pen pen = { widget, width, GAP };
  Pen line = { widget, width, 0 };
  int play = get_natural_width (self, REFRAIN_PLAYER_BAR_PLAY);
  int next = get_natural_width (self, REFRAIN_PLAYER_BAR_NEXT);
  int line_height = get_natural (self, REFRAIN_PLAYER_BAR_LINE, GTK_ORIENTATION_VERTICAL);
  int rest = height - LINE_HEIGHT;

  place (&pen, self->parts[REFRAIN_PLAYER_BAR_SONG], LINE_HEIGHT, width - play - next - 4 * GAP,
         rest);
  place (&pen, self->parts[REFRAIN_PLAYER_BAR_PLAY], LINE_HEIGHT, play, rest);
  place (&pen, self->parts[REFRAIN_PLAYER_BAR_NEXT], LINE_HEIGHT, next, rest);
  place (&line, self->parts[REFRAIN_PLAYER_BAR_LINE], 0, width, MAX (LINE_HEIGHT, line_height));
}

static void
allocate_wide (RefrainPlayerBarLayout *self, GtkWidget *widget, int width, int height)
{
  static const RefrainPlayerBarPart buttons[] = { REFRAIN_PLAYER_BAR_PREVIOUS,
                                                  REFRAIN_PLAYER_BAR_PLAY,
                                                  REFRAIN_PLAYER_BAR_NEXT };
  Pen pen = { widget, width, GAP };

  place (&pen, self->parts[REFRAIN_PLAYER_BAR_SONG], 0, CLAMP (width * 28 / 100, 170, 360), height);
  for (guint i = 0; i < G_N_ELEMENTS (buttons); i++)
    place (&pen, self->parts[buttons[i]], 0, get_natural_width (self, buttons[i]), height);
  place (&pen, self->parts[REFRAIN_PLAYER_BAR_REST], 0, width - pen.x - GAP, height);
}

static void
refrain_player_bar_layout_allocate (
    GtkLayoutManager *manager, GtkWidget *widget, int width, int height, int baseline)
{
  RefrainPlayerBarLayout *self = REFRAIN_PLAYER_BAR_LAYOUT (manager);
  gboolean narrow = width < NARROW_WIDTH;

  for (guint i = 0; i < REFRAIN_N_PLAYER_BAR_PARTS; i++)
    {
      if (self->parts[i] == NULL)
        return;
    }

  gtk_widget_set_child_visible (self->parts[REFRAIN_PLAYER_BAR_PREVIOUS], !narrow);
  gtk_widget_set_child_visible (self->parts[REFRAIN_PLAYER_BAR_REST], !narrow);
  gtk_widget_set_child_visible (self->parts[REFRAIN_PLAYER_BAR_LINE], narrow);
  if (narrow)
    allocate_strip (self, widget, width, height);
  else
    allocate_wide (self, widget, width, height);
}

static void
refrain_player_bar_layout_dispose (GObject *object)
{
  RefrainPlayerBarLayout *self = REFRAIN_PLAYER_BAR_LAYOUT (object);

  for (guint i = 0; i < REFRAIN_N_PLAYER_BAR_PARTS; i++)
    g_clear_weak_pointer (&self->parts[i]);

  G_OBJECT_CLASS (refrain_player_bar_layout_parent_class)->dispose (object);
}

static void
refrain_player_bar_layout_class_init (RefrainPlayerBarLayoutClass *klass)
{
  GtkLayoutManagerClass *layout_class = GTK_LAYOUT_MANAGER_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = refrain_player_bar_layout_dispose;
  layout_class->get_request_mode = refrain_player_bar_layout_get_request_mode;
  layout_class->measure = refrain_player_bar_layout_measure;
  layout_class->allocate = refrain_player_bar_layout_allocate;
}

static void
refrain_player_bar_layout_init (RefrainPlayerBarLayout *self)
{
}

/**
 * refrain_player_bar_layout_set_part:
 * @self: the layout of a player bar
 * @part: which part
 * @widget: the child that it is
 *
 * Nothing is placed before every part is there.
 */
void
refrain_player_bar_layout_set_part (RefrainPlayerBarLayout *self,
                                    RefrainPlayerBarPart part,
                                    GtkWidget *widget)
{
  g_return_if_fail (REFRAIN_IS_PLAYER_BAR_LAYOUT (self));
  g_return_if_fail (part < REFRAIN_N_PLAYER_BAR_PARTS);

  if (g_set_weak_pointer (&self->parts[part], widget))
    gtk_layout_manager_layout_changed (GTK_LAYOUT_MANAGER (self));
}
