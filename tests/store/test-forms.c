/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "store-fixture.h"

#include "refrain-store-forms.h"

static void
remember (StoreFixture *fixture, const char *words, const char *style, const char *model)
{
  g_autoptr (RefrainRequest) request = refrain_request_new (REFRAIN_REQUEST_DESCRIBE);
  g_autofree char *json = g_strdup_printf ("{\"words\":\"%s\",\"style\":\"%s\"}", words, style);
  g_autoptr (GError) error = NULL;

  refrain_request_set (&request->description, words);
  refrain_request_set (&request->style, style);
  refrain_request_set (&request->model, model);
  g_assert_true (
      refrain_store_forms_remember (fixture->connection, fixture->gateway, request, json, &error));
  g_assert_no_error (error);
  /* Times have to differ for an order to show. */
  store_fixture_execute (fixture->connection, "UPDATE prompts SET used_at = used_at - 1000;"
                                              "UPDATE gateway_models SET used_at = used_at - 1000");
}

/* The summaries, joined. */
static char *
list (StoreFixture *fixture, const char *text, guint limit)
{
  g_autoptr (GPtrArray) prompts = refrain_store_forms_list_prompts (fixture->connection, text,
                                                                    limit, NULL);
  g_autoptr (GString) out = g_string_new (NULL);

  g_assert_nonnull (prompts);
  for (guint i = 0; i < prompts->len; i++)
    g_string_append_printf (out, "%s%s", i > 0 ? "|" : "",
                            ((RefrainPromptRecord *) g_ptr_array_index (prompts, i))->summary);
  return g_strdup (out->str);
}

static gint64
find_row (StoreFixture *fixture, const char *text, guint *uses)
{
  g_autoptr (GPtrArray) prompts = refrain_store_forms_list_prompts (fixture->connection, text, 1,
                                                                    NULL);
  const RefrainPromptRecord *record = g_ptr_array_index (prompts, 0);

  *uses = record->uses;
  return record->row_id;
}

#define ASSERT_LIST(fixture, text, limit, expected)                                                \
  G_STMT_START                                                                                     \
  {                                                                                                \
    g_autofree char *found = list (fixture, text, limit);                                          \
    g_assert_cmpstr (found, ==, expected);                                                         \
  }                                                                                                \
  G_STMT_END

static void
test_draft (StoreFixture *fixture, gconstpointer unused)
{
  RefrainConnection *connection = fixture->connection;
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  g_assert_null (refrain_store_forms_get_draft (connection, "create", NULL));
  g_assert_true (refrain_store_forms_put_draft (connection, "create", "one", NULL));
  g_assert_true (refrain_store_forms_put_draft (connection, "other", "two", NULL));
  first = refrain_store_forms_get_draft (connection, "create", NULL);
  g_assert_cmpstr (first, ==, "one");
  g_assert_true (refrain_store_forms_put_draft (connection, "create", "three", NULL));
  second = refrain_store_forms_get_draft (connection, "create", NULL);
  g_assert_cmpstr (second, ==, "three");
  g_assert_true (refrain_store_forms_put_draft (connection, "create", NULL, NULL));
  g_assert_null (refrain_store_forms_get_draft (connection, "create", NULL));
}

static void
test_history (StoreFixture *fixture, gconstpointer unused)
{
  guint uses;

  remember (fixture, "a slow boat", "folk", NULL);
  remember (fixture, "a fast train", "punk", NULL);
  remember (fixture, "a steep hill", "folk", NULL);
  ASSERT_LIST (fixture, NULL, 10, "a steep hill|a fast train|a slow boat");
  ASSERT_LIST (fixture, NULL, 2, "a steep hill|a fast train");
  /* What is asked for again moves to the top instead of standing there twice. */
  remember (fixture, "a slow boat", "folk", NULL);
  ASSERT_LIST (fixture, NULL, 10, "a slow boat|a steep hill|a fast train");
  find_row (fixture, "boat", &uses);
  g_assert_cmpuint (uses, ==, 2);
}

static void
test_search (StoreFixture *fixture, gconstpointer unused)
{
  remember (fixture, "a slow boat 100%", "folk", NULL);
  remember (fixture, "Ein Lied über die Straße", "punk", NULL);
  ASSERT_LIST (fixture, "BOAT slow", 10, "a slow boat 100%");
  ASSERT_LIST (fixture, "boat punk", 10, "");
  ASSERT_LIST (fixture, "ÜBER", 10, "Ein Lied über die Straße");
  ASSERT_LIST (fixture, "punk", 10, "Ein Lied über die Straße");
  ASSERT_LIST (fixture, "0%", 10, "a slow boat 100%");
  ASSERT_LIST (fixture, "_", 10, "");
}

static void
test_pin_and_remove (StoreFixture *fixture, gconstpointer unused)
{
  gint64 row;
  guint uses;

  remember (fixture, "a slow boat", "folk", NULL);
  remember (fixture, "a fast train", "punk", NULL);
  row = find_row (fixture, "boat", &uses);
  g_assert_true (refrain_store_forms_pin_prompt (fixture->connection, row, TRUE, NULL));
  ASSERT_LIST (fixture, NULL, 10, "a slow boat|a fast train");
  g_assert_true (refrain_store_forms_pin_prompt (fixture->connection, row, FALSE, NULL));
  ASSERT_LIST (fixture, NULL, 10, "a fast train|a slow boat");
  g_assert_true (refrain_store_forms_remove_prompt (fixture->connection, row, NULL));
  ASSERT_LIST (fixture, NULL, 10, "a fast train");
}

static void
test_suggestions (StoreFixture *fixture, gconstpointer unused)
{
  gint64 other = store_fixture_put_gateway (fixture->connection, "Other");
  g_auto (GStrv) styles = NULL;
  g_auto (GStrv) models = NULL;
  g_auto (GStrv) none = NULL;
  g_autofree char *style_text = NULL;
  g_autofree char *model_text = NULL;

  remember (fixture, "one", "folk", "chirp-v4");
  remember (fixture, "two", "punk", "chirp-crow");
  remember (fixture, "three", "folk", "my-own");
  remember (fixture, "four", NULL, NULL);
  styles = refrain_store_forms_list_styles (fixture->connection, 10, NULL);
  models = refrain_store_forms_list_models (fixture->connection, fixture->gateway, 2, NULL);
  none = refrain_store_forms_list_models (fixture->connection, other, 10, NULL);
  style_text = g_strjoinv ("|", styles);
  model_text = g_strjoinv ("|", models);
  g_assert_cmpstr (style_text, ==, "folk|punk");
  g_assert_cmpstr (model_text, ==, "my-own|chirp-crow");
  g_assert_cmpuint (g_strv_length (none), ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, func)                                                                            \
  g_test_add ("/store/forms/" name, StoreFixture, NULL, store_fixture_set_up, func,                \
              store_fixture_tear_down)
  ADD ("draft", test_draft);
  ADD ("history", test_history);
  ADD ("search", test_search);
  ADD ("pin-and-remove", test_pin_and_remove);
  ADD ("suggestions", test_suggestions);
#undef ADD

  return g_test_run ();
}
