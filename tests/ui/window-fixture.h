/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "refrain-demo-gateway.h"
#include "refrain-window-private.h"

/* The whole window on a library of its own, with a gateway that the test may start and stop. */
typedef struct
{
  AdwApplication *application; /* (unowned): one for all tests */
  char *folder;
  char *save_folder;
  RefrainDemoGateway *gateway;
  guint16 port;
  RefrainContext *context;
  GSettings *settings;
  RefrainWindow *window;
  gboolean leaves_journal; /* a database that was only read keeps its journal */
  /* For conditions. */
  gint64 row;
  int width;
  int height;
} WindowFixture;

typedef gboolean (*WindowCondition) (WindowFixture *fixture);

void window_fixture_set_up (WindowFixture *fixture, gconstpointer unused);
void window_fixture_set_up_songs (WindowFixture *fixture, gconstpointer unused);
void window_fixture_tear_down (WindowFixture *fixture, gconstpointer unused);
void window_fixture_open (WindowFixture *fixture);
void window_fixture_close (WindowFixture *fixture);
void window_fixture_wait (WindowFixture *fixture, WindowCondition condition, const char *what);
void window_fixture_resize (WindowFixture *fixture, int width, int height);
gboolean window_fixture_has_songs (WindowFixture *fixture);
void window_fixture_start_gateway (WindowFixture *fixture);
void window_fixture_activate (WindowFixture *fixture, const char *action, const char *format, ...);
const char *window_fixture_get_root_page (WindowFixture *fixture);
GtkWidget *window_fixture_get_page (WindowFixture *fixture);
gint64 window_fixture_get_row (WindowFixture *fixture, guint position);
RefrainClip *window_fixture_get_clip (WindowFixture *fixture, guint position);
GtkWidget *window_fixture_find (GtkWidget *root, GType type, const char *text);
gboolean window_fixture_press_key (WindowFixture *fixture, guint key, GdkModifierType state);
