/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "refrain-create-page-private.h"
#include "window-fixture.h"

/* The page for new songs in the whole window, with the demo gateway as "Home". */
void create_fixture_set_up (WindowFixture *fixture, gconstpointer unused);
void create_fixture_set_up_songs (WindowFixture *fixture, gconstpointer unused);
void create_fixture_show (WindowFixture *fixture);
RefrainSource *
create_fixture_add_source (WindowFixture *fixture, const char *name, const char *address);
RefrainCreatePage *create_fixture_get_page (WindowFixture *fixture);
RefrainRequest *create_fixture_request (RefrainRequestMode mode);
void create_fixture_use (WindowFixture *fixture, const RefrainRequest *request);
void create_fixture_do (WindowFixture *fixture, const char *action);
void create_fixture_send (WindowFixture *fixture);
RefrainTask *create_fixture_get_task (WindowFixture *fixture, guint position);
guint create_fixture_count_tasks (WindowFixture *fixture);
gboolean create_fixture_has_text (GtkWidget *root, const char *text);
void create_fixture_wait_for_text (WindowFixture *fixture, GtkWidget *root, const char *text);
GtkWidget *create_fixture_find_dialog (WindowFixture *fixture, GType type);
void create_fixture_assert_named (GtkWidget *root);
