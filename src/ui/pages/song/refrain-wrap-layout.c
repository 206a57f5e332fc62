/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-wrap-layout.h"

#define SPACING 6

/**
 * RefrainWrapLayout:
 *
 * Puts children beside each other at their own widths, and goes on in the next line when one is
 * full: what a line of words does.
 */
struct _RefrainWrapLayout
{
  GtkLayoutManager parent_instance;
};

G_DEFINE_FINAL_TYPE (RefrainWrapLayout, refrain_wrap_layout, GTK_TYPE_LAYOUT_MANAGER)

/* Returns the height that is needed at @width. */
static int
arrange (GtkWidget *widget, int width, gboolean place)
{
  gboolean rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int x = 0;
  int y = 0;
  int line = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      int minimum;
      int natural;
      int height;

      if (!gtk_widget_should_layout (child))
        continue;
      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, &natural, NULL, NULL);
      natural = CLAMP (natural, minimum, MAX (minimum, width));
      gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, natural, NULL, &height, NULL, NULL);
      if (x > 0 && x + natural > width)
        {
          y += line + SPACING;
          x = line = 0;
        }
      if (place)
        gtk_widget_size_allocate (
            child, &(GtkAllocation){ rtl ? width - x - natural : x, y, natural, height }, -1);
      x += natural + SPACING;
      line = MAX (line, height);
    }

  return y + line;
}

static void
measure_row (GtkWidget *widget, int *minimum, int *natural)
{
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      int min;
      int nat;

      if (!gtk_widget_should_layout (child))
        continue;
      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &min, &nat, NULL, NULL);
      *minimum = MAX (*minimum, min);
      *natural += nat + (*natural > 0 ? SPACING : 0);
    }
}

static void
refrain_wrap_layout_measure (GtkLayoutManager *manager,
                             GtkWidget *widget,
                             GtkOrientation orientation,
                             int for_size,
                             int *minimum,
                             int *natural,
                             int *minimum_baseline,
                             int *natural_baseline)
{
  *minimum = *natural = 0;
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    measure_row (widget, minimum, natural);
  else
    *minimum = *natural = arrange (widget, for_size < 0 ? G_MAXINT / 2 : for_size, FALSE);
}

static GtkSizeRequestMode
refrain_wrap_layout_get_request_mode (GtkLayoutManager *manager, GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
refrain_wrap_layout_allocate (
    GtkLayoutManager *manager, GtkWidget *widget, int width, int height, int baseline)
{
  arrange (widget, width, TRUE);
}

static void
refrain_wrap_layout_class_init (RefrainWrapLayoutClass *klass)
{
  GtkLayoutManagerClass *layout_class = GTK_LAYOUT_MANAGER_CLASS (klass);

  layout_class->measure = refrain_wrap_layout_measure;
  layout_class->get_request_mode = refrain_wrap_layout_get_request_mode;
  layout_class->allocate = refrain_wrap_layout_allocate;
}

static void
refrain_wrap_layout_init (RefrainWrapLayout *self)
{
}
