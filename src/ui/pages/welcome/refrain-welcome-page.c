/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-welcome-page.h"

/**
 * RefrainWelcomePage:
 *
 * The first page of a library that knows no gateway yet: connect one, or look around with the demo.
 */
struct _RefrainWelcomePage
{
  AdwBin parent_instance;

  GtkWidget *buttons;
  GtkWidget *busy;
  GtkSpinner *spinner;
  GtkLabel *busy_text;
};

G_DEFINE_FINAL_TYPE (RefrainWelcomePage, refrain_welcome_page, ADW_TYPE_BIN)

static void
refrain_welcome_page_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), REFRAIN_TYPE_WELCOME_PAGE);

  G_OBJECT_CLASS (refrain_welcome_page_parent_class)->dispose (object);
}

static void
refrain_welcome_page_class_init (RefrainWelcomePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = refrain_welcome_page_dispose;

  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/refrain_music/Refrain/ui/pages/welcome/refrain-welcome-page.ui");
  gtk_widget_class_bind_template_child (widget_class, RefrainWelcomePage, buttons);
  gtk_widget_class_bind_template_child (widget_class, RefrainWelcomePage, busy);
  gtk_widget_class_bind_template_child (widget_class, RefrainWelcomePage, spinner);
  gtk_widget_class_bind_template_child (widget_class, RefrainWelcomePage, busy_text);
}

static void
refrain_welcome_page_init (RefrainWelcomePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * refrain_welcome_page_new:
 * @context: the services
 *
 * Returns: (transfer floating): the page; its buttons are actions of the window
 */
GtkWidget *
refrain_welcome_page_new (RefrainContext *context)
{
  g_return_val_if_fail (REFRAIN_IS_CONTEXT (context), NULL);

  return g_object_new (REFRAIN_TYPE_WELCOME_PAGE, NULL);
}

/**
 * refrain_welcome_page_set_busy:
 * @self: the page
 * @busy: whether something that was chosen here is on its way
 * @text: (nullable): what that is
 *
 * Shows that something goes on, and lets nothing else be begun meanwhile.
 */
void
refrain_welcome_page_set_busy (RefrainWelcomePage *self, gboolean busy, const char *text)
{
  g_return_if_fail (REFRAIN_IS_WELCOME_PAGE (self));

  gtk_widget_set_sensitive (self->buttons, !busy);
  gtk_widget_set_visible (self->busy, busy);
  gtk_spinner_set_spinning (self->spinner, busy);
  gtk_label_set_text (self->busy_text, text != NULL ? text : "");
  gtk_accessible_update_state (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_STATE_BUSY, busy, -1);
}
