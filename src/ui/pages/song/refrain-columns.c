/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-columns.h"

#define COLUMN_WIDTH 320
#define COLUMN_SPACING 48
#define ROW_SPACING 24

/**
 * RefrainColumns:
 *
 * Lays out three widgets: where there is room, @lead above @details in a column beside @main; else
 * all below each other, @main in the middle. The choice is made while sizes are found, so that a
 * resize shows no step in between.
 */
struct _RefrainColumns
{
  GtkWidget parent_instance;

  GtkWidget *lead;    /* (unowned) (nullable) */
  GtkWidget *main;    /* (unowned) (nullable) */
  GtkWidget *details; /* (unowned) (nullable) */
  int threshold;      /* the width from which there are two columns */
};

G_DEFINE_FINAL_TYPE (RefrainColumns, refrain_columns, GTK_TYPE_WIDGET)

typedef enum
{
  PROP_LEAD = 1,
  PROP_MAIN,
  PROP_DETAILS,
  PROP_THRESHOLD,
} RefrainColumnsProperty;

static GParamSpec *properties[PROP_THRESHOLD + 1];

static int
measure_child (GtkWidget *child, GtkOrientation orientation, int for_size, gboolean natural)
{
  int min = 0;
  int nat = 0;

  if (child != NULL && gtk_widget_should_layout (child))
    gtk_widget_measure (child, orientation, for_size, &min, &nat, NULL, NULL);

  return natural ? nat : min;
}

/* Places below each other what has a height; returns where it ends. */
static int
stack (GtkWidget *const *children, guint n_children, int x, int y, int width, gboolean place)
{
  for (guint i = 0; i < n_children; i++)
    {
      int height = measure_child (children[i], GTK_ORIENTATION_VERTICAL, width, TRUE);

      if (height == 0)
        continue;
      if (y > 0)
        y += ROW_SPACING;
      if (place)
        gtk_widget_size_allocate (children[i], &(GtkAllocation){ x, y, width, height }, -1);
      y += height;
    }

  return y;
}

static int
arrange (RefrainColumns *self, int width, gboolean place)
{
  GtkWidget *const sides[] = { self->lead, self->details };
  GtkWidget *const all[] = { self->lead, self->main, self->details };
  gboolean rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  int rest = width - COLUMN_WIDTH - COLUMN_SPACING;
  int side_height;
  int main_height;

  if (width < self->threshold)
    return stack (all, G_N_ELEMENTS (all), 0, 0, width, place);

  side_height = stack (sides, G_N_ELEMENTS (sides), rtl ? width - COLUMN_WIDTH : 0, 0, COLUMN_WIDTH,
                       place);
  main_height = stack (&self->main, 1, rtl ? 0 : width - rest, 0, rest, place);
  return MAX (side_height, main_height);
}

static void
refrain_columns_measure (GtkWidget *widget,
                         GtkOrientation orientation,
                         int for_size,
                         int *minimum,
                         int *natural,
                         int *minimum_baseline,
                         int *natural_baseline)
{
  RefrainColumns *self = REFRAIN_COLUMNS (widget);
  GtkWidget *const all[] = { self->lead, self->main, self->details };

  *minimum = *natural = 0;
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      for (guint i = 0; i < G_N_ELEMENTS (all); i++)
        *minimum = MAX (*minimum, measure_child (all[i], orientation, -1, FALSE));
      *natural = measure_child (self->main, orientation, -1, TRUE) + COLUMN_WIDTH + COLUMN_SPACING;
      *natural = MAX (*natural, MAX (self->threshold, *minimum));
    }
  else
    {
      if (for_size < 0)
        gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &for_size, NULL, NULL);
      *minimum = *natural = arrange (self, for_size, FALSE);
    }
}

static GtkSizeRequestMode
refrain_columns_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
refrain_columns_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  arrange (REFRAIN_COLUMNS (widget), width, TRUE);
}

static void
set_child (RefrainColumns *self, GtkWidget **slot, GtkWidget *child)
{
  if (*slot != NULL)
    gtk_widget_unparent (*slot);
  *slot = child;
  /* Parented in the order of reading, which is the order of the Tab key. */
  if (child != NULL)
    gtk_widget_insert_before (child, GTK_WIDGET (self), NULL);
}

static void
refrain_columns_dispose (GObject *object)
{
  RefrainColumns *self = REFRAIN_COLUMNS (object);

  set_child (self, &self->lead, NULL);
  set_child (self, &self->main, NULL);
  set_child (self, &self->details, NULL);

  G_OBJECT_CLASS (refrain_columns_parent_class)->dispose (object);
}

static void
refrain_columns_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  RefrainColumns *self = REFRAIN_COLUMNS (object);

  switch ((RefrainColumnsProperty) prop_id)
    {
    case PROP_LEAD:
      g_value_set_object (value, self->lead);
      break;
    case PROP_MAIN:
      g_value_set_object (value, self->main);
      break;
    case PROP_DETAILS:
      g_value_set_object (value, self->details);
      break;
    case PROP_THRESHOLD:
      g_value_set_int (value, self->threshold);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
refrain_columns_set_property (GObject *object,
                              guint prop_id,
                              const GValue *value,
                              GParamSpec *pspec)
{
  RefrainColumns *self = REFRAIN_COLUMNS (object);

  switch ((RefrainColumnsProperty) prop_id)
    {
    case PROP_LEAD:
      set_child (self, &self->lead, g_value_get_object (value));
      break;
    case PROP_MAIN:
      set_child (self, &self->main, g_value_get_object (value));
      break;
    case PROP_DETAILS:
      set_child (self, &self->details, g_value_get_object (value));
      break;
    case PROP_THRESHOLD:
      self->threshold = g_value_get_int (value);
      gtk_widget_queue_resize (GTK_WIDGET (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
refrain_columns_class_init (RefrainColumnsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->dispose = refrain_columns_dispose;
  object_class->get_property = refrain_columns_get_property;
  object_class->set_property = refrain_columns_set_property;
  widget_class->measure = refrain_columns_measure;
  widget_class->get_request_mode = refrain_columns_get_request_mode;
  widget_class->size_allocate = refrain_columns_size_allocate;

  properties[PROP_LEAD] = g_param_spec_object ("lead", NULL, NULL, GTK_TYPE_WIDGET, flags);
  properties[PROP_MAIN] = g_param_spec_object ("main", NULL, NULL, GTK_TYPE_WIDGET, flags);
  properties[PROP_DETAILS] = g_param_spec_object ("details", NULL, NULL, GTK_TYPE_WIDGET, flags);
  properties[PROP_THRESHOLD] = g_param_spec_int ("threshold", NULL, NULL, 0, G_MAXINT, 852, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
refrain_columns_init (RefrainColumns *self)
{
  self->threshold = 852;
}

/**
 * refrain_columns_is_wide:
 * @self: columns
 *
 * Returns: whether there are two columns at the present width
 */
gboolean
refrain_columns_is_wide (RefrainColumns *self)
{
  g_return_val_if_fail (REFRAIN_IS_COLUMNS (self), FALSE);

  return gtk_widget_get_width (GTK_WIDGET (self)) >= self->threshold;
}
