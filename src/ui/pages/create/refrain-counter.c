/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-counter.h"

#include <glib/gi18n-lib.h>

/**
 * RefrainCounter:
 *
 * How long a text is, "2,950 / 3,000". Past its limit it warns, and blocks nothing: the limits are
 * what is known of models, and models change.
 */
struct _RefrainCounter
{
  GtkWidget parent_instance;

  GtkLabel *label; /* (unowned): our only child */
  guint count;
  guint limit;    /* 0 = none is known */
  gboolean quiet; /* shows only when the limit comes near */
};

G_DEFINE_FINAL_TYPE (RefrainCounter, refrain_counter, GTK_TYPE_WIDGET)

static void
update (RefrainCounter *self)
{
  gboolean over = refrain_counter_is_over (self);
  g_autofree char *text = NULL;
  g_autofree char *spoken = NULL;

  if (self->limit == 0)
    {
      text = g_strdup_printf ("%'u", self->count);
      spoken = g_strdup_printf (ngettext ("%'u character", "%'u characters", self->count),
                                self->count);
    }
  else
    {
      /* Translators: how many characters there are, and how many there should be at most */
      text = g_strdup_printf (_ ("%'u / %'u"), self->count, self->limit);
      spoken = over ? g_strdup_printf (_ ("%'u characters, more than the limit of %'u"),
                                       self->count, self->limit)
                    : g_strdup_printf (_ ("%'u of at most %'u characters"), self->count,
                                       self->limit);
    }
  gtk_label_set_text (self->label, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->label), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  spoken, -1);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self),
                               over ? _ ("More than the model is known to use: the rest may be "
                                         "left out")
                                    : NULL);
  if (over)
    gtk_widget_add_css_class (GTK_WIDGET (self->label), "warning");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->label), "warning");
  gtk_widget_set_visible (GTK_WIDGET (self), !self->quiet || self->count > self->limit / 5 * 4);
}

static void
refrain_counter_dispose (GObject *object)
{
  RefrainCounter *self = REFRAIN_COUNTER (object);

  if (self->label != NULL)
    gtk_widget_unparent (GTK_WIDGET (g_steal_pointer (&self->label)));

  G_OBJECT_CLASS (refrain_counter_parent_class)->dispose (object);
}

static void
refrain_counter_class_init (RefrainCounterClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = refrain_counter_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
refrain_counter_init (RefrainCounter *self)
{
  self->label = GTK_LABEL (gtk_label_new (NULL));
  gtk_widget_add_css_class (GTK_WIDGET (self->label), "counter");
  gtk_widget_add_css_class (GTK_WIDGET (self->label), "caption");
  gtk_widget_add_css_class (GTK_WIDGET (self->label), "numeric");
  gtk_widget_set_parent (GTK_WIDGET (self->label), GTK_WIDGET (self));
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
  update (self);
}

/**
 * refrain_counter_new:
 *
 * Returns: (transfer floating): a counter
 */
GtkWidget *
refrain_counter_new (void)
{
  return g_object_new (REFRAIN_TYPE_COUNTER, NULL);
}

/**
 * refrain_counter_set_count:
 * @self: a counter
 * @count: how many characters there are
 */
void
refrain_counter_set_count (RefrainCounter *self, guint count)
{
  g_return_if_fail (REFRAIN_IS_COUNTER (self));

  self->count = count;
  update (self);
}

/**
 * refrain_counter_set_limit:
 * @self: a counter
 * @limit: how many there should be at most; 0 = none is known
 */
void
refrain_counter_set_limit (RefrainCounter *self, guint limit)
{
  g_return_if_fail (REFRAIN_IS_COUNTER (self));

  self->limit = limit;
  update (self);
}

/**
 * refrain_counter_set_quiet:
 * @self: a counter
 * @quiet: whether it shows only when the limit comes near
 */
void
refrain_counter_set_quiet (RefrainCounter *self, gboolean quiet)
{
  g_return_if_fail (REFRAIN_IS_COUNTER (self));

  self->quiet = quiet;
  update (self);
}

/**
 * refrain_counter_is_over:
 * @self: a counter
 *
 * Returns: whether there are more than there should be
 */
gboolean
refrain_counter_is_over (RefrainCounter *self)
{
  g_return_val_if_fail (REFRAIN_IS_COUNTER (self), FALSE);

  return self->limit > 0 && self->count > self->limit;
}
