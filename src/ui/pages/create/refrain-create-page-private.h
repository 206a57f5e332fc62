/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "refrain-create-form.h"
#include "refrain-create-page.h"
#include "refrain-send-bar.h"

G_BEGIN_DECLS

struct _RefrainCreatePage
{
  GtkWidget parent_instance;

  RefrainContext *context;   /* (owned) (nullable) */
  GCancellable *cancellable; /* (owned) */
  RefrainRequest *waiting;   /* (owned) (nullable): to be filled in once the draft is here */
  char *waiting_gateway;     /* (owned) (nullable): for @waiting */
  RefrainRequest *replaced;  /* (owned) (nullable): what stood here before it was filled in */
  char *replaced_gateway;    /* (owned) (nullable): for @replaced */
  gboolean has_draft;        /* what stood here last time is here again */
  gboolean sending;
  gboolean asking; /* whether to send it again */
  gboolean flawed; /* the note is about a flaw, and goes with it */
  GtkWidget *content;
  AdwHeaderBar *header;
  GtkStack *stack;
  GtkRevealer *draft_revealer;
  GtkLabel *draft_label;
  AdwToastOverlay *toasts;
  GtkScrolledWindow *scroller;
  RefrainCreateForm *form;
  RefrainSendBar *bar;
};

void refrain_create_page_install_sending (GtkWidgetClass *widget_class);
void refrain_create_page_install_filling (GtkWidgetClass *widget_class);
void refrain_create_page_update (RefrainCreatePage *self);
void refrain_create_page_fill (RefrainCreatePage *self,
                               const RefrainRequest *request,
                               const char *gateway);

G_END_DECLS
