/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define REFRAIN_TYPE_SEND_BAR (refrain_send_bar_get_type ())
G_DECLARE_FINAL_TYPE (RefrainSendBar, refrain_send_bar, REFRAIN, SEND_BAR, GtkWidget)

/** RefrainSendNote: what the bar says, besides what Create will send. */
typedef struct
{
  const char *heading;
  const char *body;         /* (nullable): a gateway's own text, whole; never markup */
  const char *details;      /* (nullable): what "Details" shows and copies */
  const char *button_label; /* (nullable) */
  const char *action;       /* (nullable): what the button does */
  GVariant *target;         /* (nullable): of @action; taken when it is floating */
  gboolean is_warning;      /* nothing went wrong for certain */
} RefrainSendNote;

void refrain_send_bar_set_summary (RefrainSendBar *self, const char *summary);
void refrain_send_bar_set_busy (RefrainSendBar *self, gboolean busy);
void refrain_send_bar_show_note (RefrainSendBar *self, const RefrainSendNote *note);
void refrain_send_bar_hide_note (RefrainSendBar *self);
gboolean refrain_send_bar_has_note (RefrainSendBar *self);

G_END_DECLS
