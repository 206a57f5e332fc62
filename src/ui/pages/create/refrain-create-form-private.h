/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "refrain-advanced-row.h"
#include "refrain-counter.h"
#include "refrain-create-form.h"
#include "refrain-extend-row.h"
#include "refrain-lyrics-editor.h"
#include "refrain-model-row.h"
#include "refrain-style-entry.h"

G_BEGIN_DECLS

struct _RefrainCreateForm
{
  GtkWidget parent_instance;

  RefrainContext *context;   /* (owned) (nullable) */
  GCancellable *cancellable; /* (owned) */
  RefrainRequest *settings;  /* (owned) (nullable): of the song that the form was made like */
  gboolean filling;          /* the widgets change by us */
  GtkWidget *content;
  GtkWidget *switcher;
  GtkWidget *mode_note_box;
  GtkLabel *mode_note;
  RefrainExtendRow *extend;
  GtkStack *stack;
  RefrainTextArea *description;
  RefrainCounter *description_counter;
  AdwEntryRow *title;
  RefrainStyleEntry *style;
  RefrainLyricsEditor *lyrics;
  GtkSwitch *instrumental;
  AdwComboRow *gateway;
  RefrainModelRow *model;
  RefrainAdvancedRow *advanced;
};

char *refrain_create_form_dup_mode_flaw (RefrainCreateForm *self);
void refrain_create_form_clear_errors (RefrainCreateForm *self);

G_END_DECLS
