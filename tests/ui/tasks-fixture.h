/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "refrain-context.h"
#include "refrain-demo-gateway.h"
#include "refrain-error-presenter.h"

/* A window with the main window's actions, on a library of its own and a demo gateway. */
typedef struct
{
  char *folder;
  RefrainDemoGateway *demo;
  RefrainContext *context;
  RefrainErrorPresenter *presenter;
  GtkWindow *window;
  AdwToastOverlay *overlay;
  GtkWidget *dialog;    /* a weak pointer of the test */
  GPtrArray *activated; /* (element-type utf8): window actions, as "open-task 3" */
} TasksFixture;

typedef gboolean (*TasksCondition) (gpointer data);

void tasks_fixture_set_up (TasksFixture *fixture);
void tasks_fixture_tear_down (TasksFixture *fixture);
RefrainSource *
tasks_fixture_add_source (TasksFixture *fixture, const char *name, const char *address);
void tasks_fixture_fetch (TasksFixture *fixture, RefrainSource *source, const char *const *ids);
void tasks_fixture_wait (TasksCondition condition, gpointer data);
RefrainTask *tasks_fixture_find_task (TasksFixture *fixture, const char *id);
GtkWidget *tasks_find_widget (GtkWidget *root, GType type, const char *text);
gboolean tasks_has_text (GtkWidget *root, const char *text);
void tasks_wait_for_text (GtkWidget *root, const char *text);
void tasks_press (GtkWidget *root, const char *label);
