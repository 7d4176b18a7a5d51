import adoption from './de/adoption.json';
import alerts from './de/alerts.json';
import annotations from './de/annotations.json';
import app from './de/app.json';
import channels from './de/channels.json';
import charts from './de/charts.json';
import collaboration from './de/collaboration.json';
import conversations from './de/conversations.json';
import department from './de/department.json';
import filters from './de/filters.json';
import forms from './de/forms.json';
import goals from './de/goals.json';
import ideas from './de/ideas.json';
import metrics from './de/metrics.json';
import overview from './de/overview.json';
import problems from './de/problems.json';
import sources from './de/sources.json';
import values from './de/values.json';

export default {
  adoption,
  alerts,
  annotations,
  app,
  channels,
  charts,
  collaboration,
  conversations,
  department,
  filters,
  forms,
  goals,
  ideas,
  metrics,
  overview,
  problems,
  sources,
  values,
};
